//! Who and what the wider world is made of. All persons and bodies are invented.

/// Three ways to write the person and three to write the office; the head, then two ministers.
pub(super) type Official = ([&'static str; 3], [&'static str; 3]);

pub(super) struct Country {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) adjective: &'static str,
    pub(super) capital: &'static str,
    pub(super) towns: [&'static str; 3],
    pub(super) officials: [Official; 3],
}

pub(super) const HEAD: [&str; 3] = ["President", "president", "President of the Republic"];
pub(super) const PREMIER: [&str; 3] = ["Prime Minister", "premier", "PM"];
pub(super) const FOREIGN: [&str; 3] = [
    "Foreign Minister",
    "Minister of Foreign Affairs",
    "foreign affairs minister",
];
pub(super) const DEFENCE: [&str; 3] = [
    "Defence Minister",
    "Minister of National Defence",
    "defense minister",
];

pub(super) const COUNTRIES: &[Country] = &[
    Country {
        code: "KHM",
        name: "Cambodia",
        adjective: "Cambodian",
        capital: "Phnom Penh",
        towns: ["Battambang", "Kampot", "Kratie"],
        officials: [
            (["Sar Vuthonn", "Sar Vuthon", "Vuthonn"], PREMIER),
            (["Prum Chanthy", "Prum Chantha", "Chanthy"], FOREIGN),
            (["Keo Ratanak", "KEO Ratanak", "Ratanak"], DEFENCE),
        ],
    },
    Country {
        code: "TUR",
        name: "Türkiye",
        adjective: "Turkish",
        capital: "Ankara",
        towns: ["Mersin", "Kars", "Van"],
        officials: [
            (["Kemal Aydoğan", "Kemal Aydogan", "Aydoğan"], HEAD),
            (["Selim Çetinkaya", "Selim Cetinkaya", "Çetinkaya"], FOREIGN),
            (["Orhan Yıldırım", "Orhan Yildirim", "Yıldırım"], DEFENCE),
        ],
    },
    Country {
        code: "RUS",
        name: "Russia",
        adjective: "Russian",
        capital: "Moscow",
        towns: ["Belgorod", "Pskov", "Sochi"],
        officials: [
            (["Yuri Zelinskiy", "Yury Zelinsky", "Zelinsky"], HEAD),
            (
                ["Sergey Lavrentyev", "Sergei Lavrentiev", "Lavrentyev"],
                FOREIGN,
            ),
            (["Andrey Belousin", "Andrei Belousin", "Belousin"], DEFENCE),
        ],
    },
    Country {
        code: "EGY",
        name: "Egypt",
        adjective: "Egyptian",
        capital: "Cairo",
        towns: ["Suez", "Aswan", "Luxor"],
        officials: [
            (
                ["Mohammed al-Karimi", "Muhammad Al Karimi", "al-Karimi"],
                HEAD,
            ),
            (["Sameh Shahin", "Sameh Shaheen", "Shahin"], FOREIGN),
            (
                ["Hussein Abdelrahman", "Husain Abdelrahman", "Abdelrahman"],
                DEFENCE,
            ),
        ],
    },
    Country {
        code: "KOR",
        name: "South Korea",
        adjective: "South Korean",
        capital: "Seoul",
        towns: ["Busan", "Incheon", "Daegu"],
        officials: [
            (["Bae Myung-hee", "Bae Myunghee", "Bae"], HEAD),
            (["Kang Jin-woo", "Kang Jinwoo", "Kang"], FOREIGN),
            (["Noh Sang-chul", "Noh Sangchul", "Noh"], DEFENCE),
        ],
    },
    Country {
        code: "UKR",
        name: "Ukraine",
        adjective: "Ukrainian",
        capital: "Kyiv",
        towns: ["Odesa", "Sumy", "Kherson"],
        officials: [
            (
                ["Oleksandr Melnychuk", "Olexandr Melnichuk", "Melnychuk"],
                HEAD,
            ),
            (
                ["Dmytro Kovalenko", "Dmitro Kovalenko", "Kovalenko"],
                FOREIGN,
            ),
            (["Oleksiy Rezanov", "Oleksii Rezanov", "Rezanov"], DEFENCE),
        ],
    },
    Country {
        code: "VNM",
        name: "Vietnam",
        adjective: "Vietnamese",
        capital: "Hanoi",
        towns: ["Hue", "Da Nang", "Vinh"],
        officials: [
            (["Trần Văn Lộc", "Tran Van Loc", "Loc"], PREMIER),
            (["Lê Thị Hòa", "Le Thi Hoa", "Hoa"], FOREIGN),
            (["Phạm Quang Giàu", "Pham Quang Giau", "Giau"], DEFENCE),
        ],
    },
    Country {
        code: "NOR",
        name: "Norway",
        adjective: "Norwegian",
        capital: "Oslo",
        towns: ["Bergen", "Tromso", "Narvik"],
        officials: [
            (["Kåre H. Sandvik", "Kare Sandvik", "Sandvik"], PREMIER),
            (["Ingrid Moen", "Ingrid H. Moen", "Moen"], FOREIGN),
            (["Bjørn Halvorsen", "Bjorn Halvorsen", "Halvorsen"], DEFENCE),
        ],
    },
];

pub(super) const OUTLETS: &[&str] = &[
    "Harbour Wire",
    "The Daily Lantern",
    "Northern Post",
    "Ministry of Foreign Affairs",
    "Delta News Agency",
    "Coast Herald",
];
/// One matter in two wordings.
pub(super) const TOPICS: &[[&str; 2]] = &[
    ["trade and investment", "economic ties"],
    ["border security", "security along the border"],
    ["defence cooperation", "military ties"],
    ["climate and energy", "energy cooperation"],
    ["fisheries", "fishing in shared waters"],
    ["regional security", "stability in the region"],
];
pub(super) const BODIES: &[&str] = &[
    "Orlan Shipping",
    "Vostok Metals Bank",
    "Helmand Trading",
    "Karst Aerospace",
    "Delmar Oil",
    "Norden Mining",
    "Saffron Airlines",
    "Tarim Chemicals",
];
pub(super) const CAUSES: &[[&str; 2]] = &[
    ["rights abuses", "a crackdown on protesters"],
    ["missile development", "its ballistic weapons programme"],
    ["oil smuggling", "illicit shipments of crude"],
    ["cyberattacks", "hacking of public agencies"],
    ["arms transfers", "sending weapons abroad"],
];
pub(super) const GOODS: &[[&str; 2]] = &[
    ["vaccines", "doses against the virus"],
    ["rice", "food for flooded districts"],
    ["patrol boats", "vessels for the coast guard"],
    ["hospital equipment", "medical devices for clinics"],
    ["demining gear", "detectors and vehicles for clearing mines"],
    ["school books", "textbooks for pupils"],
];
pub(super) const PACTS: &[[&str; 2]] = &[
    ["memorandum of understanding on tourism", "MoU on tourism"],
    ["agreement on visa exemption", "visa exemption agreement"],
    ["protocol on fisheries", "Fisheries Protocol"],
    ["free trade agreement", "FTA"],
    ["agreement on air services", "air services agreement"],
];
pub(super) const SAYINGS: &[[&str; 2]] = &[
    [
        "our two peoples share one river and will share its fish for many years",
        "the two peoples share one river and will share its fish for many years",
    ],
    [
        "we stand ready to raise trade to three billion dollars by the end of the decade",
        "they stand ready to raise trade to three billion dollars by the end of the decade",
    ],
    [
        "the blockade of the strait must end before any talks about a truce can begin",
        "the blockade of the strait has to end before talks about a truce can begin",
    ],
    [
        "no foreign ship will be allowed to enter the bay without permission of the coast guard",
        "no foreign ship would be allowed into the bay without permission of the coast guard",
    ],
];
