//! What makes two inputs the same document.

use chancery_model::{Id, Prefix};

use crate::Metadata;

/// Parameters of addresses that say how a reader came there, not what is there.
const TRACKING: [&str; 6] = ["fbclid", "gclid", "mc_cid", "mc_eid", "ref_src", "smid"];

/// The id of a document: hash of its canonical address, or of outlet, title and day where there is none, and
/// of its text. What intake infers does not count, so that a better inference changes no id.
pub(crate) fn id(metadata: &Metadata, text: &str) -> Id {
    match metadata.url.as_deref().map(canonical) {
        Some(url) => Id::of(Prefix::Document, &["address", &url, text]),
        None => {
            let part = |value: &Option<String>| value.as_deref().unwrap_or("").trim().to_owned();
            let (outlet, title) = (part(&metadata.outlet), part(&metadata.title));
            let published = part(&metadata.published);
            Id::of(
                Prefix::Document,
                &["report", &outlet, &title, &published, text],
            )
        }
    }
}

/// An address without what does not change its page: fragment, tracking parameters, the case of scheme and
/// host, default ports, a final slash.
pub(crate) fn canonical(url: &str) -> String {
    let url = url.trim();
    let url = url.split('#').next().unwrap_or(url);
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let (host, path) = match rest.find('/') {
        Some(at) => (rest.get(..at).unwrap_or(rest), rest.get(at..).unwrap_or("")),
        None => (rest, ""),
    };
    let host = host.to_lowercase();
    let host = host
        .strip_suffix(":443")
        .or_else(|| host.strip_suffix(":80"))
        .unwrap_or(&host);
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let key = pair.split('=').next().unwrap_or(pair);
            !key.is_empty() && !key.starts_with("utm_") && !TRACKING.contains(&key)
        })
        .collect();
    let scheme = if scheme.is_empty() {
        String::new()
    } else {
        format!("{}://", scheme.to_lowercase())
    };
    let path = path.strip_suffix('/').unwrap_or(path);
    let query = if kept.is_empty() {
        String::new()
    } else {
        format!("?{}", kept.join("&"))
    };
    format!("{scheme}{host}{path}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_page_are_one() {
        let expected = "https://news.example/a/B?id=7";
        for url in [
            "https://news.example/a/B?id=7",
            "HTTPS://News.Example:443/a/B/?utm_source=x&id=7&fbclid=y#top",
        ] {
            assert_eq!(canonical(url), expected, "{url}");
        }
        assert_eq!(canonical("news.example/"), "news.example");
    }

    #[test]
    fn an_id_depends_on_address_or_report_and_text() {
        let with = |url: Option<&str>, title: &str| Metadata {
            title: Some(title.into()),
            url: url.map(str::to_owned),
            ..Metadata::default()
        };
        let text = "Talks were held.";
        assert_eq!(
            id(&with(Some("a.b/c"), "x"), text),
            id(&with(Some("a.b/c#d"), "y"), text)
        );
        assert_ne!(id(&with(None, "x"), text), id(&with(None, "y"), text));
        assert_ne!(id(&with(None, "x"), text), id(&with(None, "x"), "Other."));
    }
}
