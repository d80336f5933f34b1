//! Speed of the embedded pipeline on texts written for the tests: whole analyses, and opening the file.

use chancery_language::Pipeline;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn texts() -> Vec<String> {
    include_str!("../tests/golden/analyses.jsonl")
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|value| value["text"].as_str().map(str::to_owned))
        .collect()
}

fn analyse(criterion: &mut Criterion) {
    let (pipeline, texts) = (Pipeline::english(), texts());
    let (long, short) = texts.split_last().expect("golden texts");
    let mut group = criterion.benchmark_group("analyse");
    let tokens: usize = short.iter().map(|text| pipeline.analyse(text).len()).sum();
    group.throughput(Throughput::Elements(tokens as u64));
    group.bench_function("paragraphs one by one", |b| {
        b.iter(|| {
            short
                .iter()
                .map(|text| pipeline.analyse(text).len())
                .sum::<usize>()
        });
    });
    let together = short.join("\n");
    let mut spans = Vec::new();
    let mut at = 0;
    for text in short {
        spans.push(at..at + text.len());
        at += text.len() + 1;
    }
    group.bench_function("paragraphs together", |b| {
        b.iter(|| pipeline.analyse_spans(&together, &spans).len());
    });
    group.throughput(Throughput::Elements(pipeline.analyse(long).len() as u64));
    group.bench_function("one long paragraph", |b| {
        b.iter(|| pipeline.analyse(long).len())
    });
    group.finish();
}

fn open(criterion: &mut Criterion) {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../models/en_core_web_sm.chancery"
    );
    let bytes = std::fs::read(path).expect("model");
    criterion.bench_function("open", |b| {
        b.iter(|| Pipeline::from_bytes(&bytes).expect("sound"))
    });
}

criterion_group!(benches, analyse, open);
criterion_main!(benches);
