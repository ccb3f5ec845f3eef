//! How long frames take to be read.
#![allow(missing_docs, reason = "criterion's macros make undocumented items")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use session_wire::call::WorkerVersion;
use session_wire::frame::Frame;
use session_wire::stream::StreamEvent;
use session_wire::v2::BusEvent;
use tests::Recording;

fn decode(criterion: &mut Criterion) {
    let frames = Recording::read(WorkerVersion::V2, "long").frames(benches::SESSION);
    let mut group = criterion.benchmark_group("decode");
    group.throughput(Throughput::Elements(frames.len() as u64));
    group.bench_function("v2/long", |bencher| {
        bencher.iter(|| {
            for frame in &frames {
                let Ok(Frame::Event(envelope)) = Frame::decode(frame) else {
                    continue;
                };
                if let StreamEvent::Agent(event) = envelope.event() {
                    let _event = black_box(BusEvent::decode(event));
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, decode);
criterion_main!(benches);
