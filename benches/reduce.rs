//! How long frames take to be folded, and whether a token costs more the more there is already.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

use benches::{Live, SESSION, answer, question};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use session_wire::call::WorkerVersion;
use tests::Recording;

fn recording(criterion: &mut Criterion) {
    let frames = Recording::read(WorkerVersion::V2, "long").frames(SESSION);
    let mut group = criterion.benchmark_group("reduce");
    group.throughput(Throughput::Elements(frames.len() as u64));
    group.bench_function("v2/long", |bencher| {
        bencher.iter_batched_ref(
            || Live::new(&WorkerVersion::V2),
            |live| live.feed(&frames),
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

/// A thousand tokens at the end of an answer that has some already.
fn tail(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("tail");
    group.sample_size(20);
    for length in [0, 10_000, 100_000] {
        let frames = answer(1, "msg_1", length + 1_000);
        let (before, measured) = frames.split_at(frames.len() - 1_000);
        let mut live = Live::new(&WorkerVersion::V2);
        live.feed(before);
        group.throughput(Throughput::Elements(1_000));
        group.bench_function(BenchmarkId::from_parameter(length), |bencher| {
            bencher.iter_batched_ref(
                || live.clone(),
                |live| live.feed(measured),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

/// A thousand tokens at the end of a conversation that has some turns of two messages already.
fn conversation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("conversation");
    group.sample_size(20);
    for turns in [0_u64, 500, 5_000] {
        let mut live = Live::new(&WorkerVersion::V2);
        for turn in 0..turns {
            live.feed(&question(1 + turn * 20, &format!("msg_q{turn}")));
            live.feed(&answer(11 + turn * 20, &format!("msg_a{turn}"), 6));
        }
        live.feed(&question(1 + turns * 20, "msg_question"));
        let measured = answer(11 + turns * 20, "msg_last", 1_000);
        group.throughput(Throughput::Elements(measured.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(turns), |bencher| {
            bencher.iter_batched_ref(
                || live.clone(),
                |live| live.feed(&measured),
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

criterion_group!(benches, recording, tail, conversation);
criterion_main!(benches);
