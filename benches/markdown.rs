//! How long markdown takes to be read, and whether a delta costs more the more text there is already.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]
#![allow(
    clippy::expect_used,
    reason = "examples that cannot be read must stop the measurement"
)]

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use project_chat::markdown::Document;

/// The letters of a delta.
const DELTA: usize = 5;
/// The deltas that are measured at a time.
const DELTAS: usize = 1_000;
/// How much text there is already: the first and the last tenth of a megabyte.
const LENGTHS: [(&str, usize); 2] = [("100 kB", 100_000), ("1 MB", 1_000_000)];

/// Texts by the block that grows: what opens it, and what it goes on with.
const TEXTS: [(&str, &str, &str); 9] = [
    (
        "document",
        "",
        "## A heading\n\nA paragraph of **words** and `code`.\n\n- one\n- two\n\n```rs\nlet a = 1;\n```\n\n",
    ),
    (
        "fence",
        "```rust\n",
        "    let number = compute(1, \"two\");\n",
    ),
    ("list", "", "- an item of some **words** and `code`\n"),
    (
        "table",
        "| a | b |\n|---|---|\n",
        "| some words | **bold** |\n",
    ),
    (
        "paragraph",
        "Once ",
        "and again *some* words of `code` that go on, ",
    ),
    (
        "stray mark",
        "Once *and ",
        "and again some words of `code` that go on, ",
    ),
    (
        "one word",
        "Once ",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ+5/=",
    ),
    (
        "one line of code",
        "- ```\n  ",
        "let number = compute(1, \"two\"); ",
    ),
    ("quotation", "", "> - an item of some **words**\n"),
];

/// `length` bytes of a text, and the deltas behind them.
fn text(opening: &str, repeated: &str, length: usize) -> (String, Vec<String>) {
    let mut text = opening.to_owned();
    while text.len() < length + DELTA * DELTAS {
        text.push_str(repeated);
    }
    let deltas = text.as_bytes()[length..].chunks(DELTA).take(DELTAS);
    let deltas = deltas.map(|delta| String::from_utf8_lossy(delta).into_owned());
    let deltas = deltas.collect();
    text.truncate(length);
    (text, deltas)
}

/// A document that was given `text` bit by bit.
fn written(text: &str) -> Document {
    let mut document = Document::new();
    for piece in text.as_bytes().chunks(256) {
        document.push(&String::from_utf8_lossy(piece));
    }
    document
}

fn append(criterion: &mut Criterion) {
    for (name, opening, repeated) in TEXTS {
        let mut group = criterion.benchmark_group(format!("markdown/append/{name}"));
        group.sample_size(10);
        group.throughput(Throughput::Elements(DELTAS as u64 - 1));
        for (label, length) in LENGTHS {
            let (text, deltas) = text(opening, repeated, length);
            let before = written(&text);
            let copy = || {
                let mut document = before.clone();
                // A copy has no room at its end until something was added.
                document.push(&deltas[0]);
                document
            };
            group.bench_function(BenchmarkId::from_parameter(label), |bencher| {
                bencher.iter_batched_ref(
                    copy,
                    |document| deltas[1..].iter().for_each(|delta| document.push(delta)),
                    BatchSize::PerIteration,
                );
            });
        }
        group.finish();
    }
}

/// Every example of `CommonMark`, one after the other, each a document of its own.
fn specification(criterion: &mut Criterion) {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/markdown/commonmark.json"
    );
    let text = std::fs::read_to_string(path).expect("the examples");
    let examples: serde_json::Value = serde_json::from_str(&text).expect("a list of examples");
    let examples = examples.as_array().into_iter().flatten();
    let texts: Vec<&str> = examples
        .filter_map(|example| example["markdown"].as_str())
        .collect();
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let mut group = criterion.benchmark_group("markdown");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("specification", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                let mut document = Document::new();
                document.push(text);
                document.finish();
                std::hint::black_box(document.blocks().len());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, append, specification);
criterion_main!(benches);
