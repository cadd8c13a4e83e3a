//! Vectors in both of their forms, the list of numbers beside serde's derive.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use divan::{Bencher, counter::BytesCount};
use serde::{Deserialize, Serialize};
use specmill_runtime::json::{self, Strictness};

/// How many vectors a body has: each is 1536 numbers, as those of `text-embedding-3-small` are.
const VECTORS: [usize; 2] = [1, 16];

struct Embedding {
    embedding: Vec<f32>,
}
json::object!(Embedding { embedding: floats "embedding" });

struct EmbeddingList {
    data: Vec<Embedding>,
}
json::object!(EmbeddingList { data: required "data" });

/// The same with serde's derive.
mod derived {
    use super::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub(super) struct Embedding {
        embedding: Vec<f32>,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct EmbeddingList {
        pub(super) data: Vec<Embedding>,
    }
}

/// How the numbers are written.
#[derive(Clone, Copy)]
enum Form {
    /// With as many digits as a single precision needs: 8 or 9.
    Short,
    /// With as many as a double precision needs: 16 or 17, as OpenAI writes them.
    Long,
    Base64,
}

/// Vectors of length 1.
fn vectors(count: usize, form: Form) -> String {
    let mut random = fastrand::Rng::with_seed(7);
    let mut vector = || -> Vec<f32> {
        let numbers: Vec<f32> = (0..1536).map(|_| random.f32() - 0.5).collect();
        let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
        numbers.into_iter().map(|number| number / length).collect()
    };
    let mut written = || match form {
        Form::Short => format!("{:?}", vector()).replace(' ', ""),
        Form::Long => {
            let numbers: Vec<f64> = vector().into_iter().map(f64::from).collect();
            format!("{numbers:?}").replace(' ', "")
        }
        Form::Base64 => {
            let bytes: Vec<u8> = vector().into_iter().flat_map(f32::to_le_bytes).collect();
            format!("\"{}\"", STANDARD.encode(bytes))
        }
    };
    let data: Vec<String> =
        (0..count).map(|_| format!(r#"{{"embedding":{}}}"#, written())).collect();
    format!(r#"{{"data":[{}]}}"#, data.join(","))
}

fn decode_ours(bencher: Bencher<'_, '_>, count: usize, form: Form) {
    let text = vectors(count, form);
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        json::decode::<EmbeddingList>(divan::black_box(text.as_bytes()), Strictness::Strict)
            .expect("the body is right")
    });
}

fn decode_derive(bencher: Bencher<'_, '_>, count: usize, form: Form) {
    let text = vectors(count, form);
    bencher.counter(BytesCount::new(text.len())).bench_local(|| {
        serde_json::from_slice::<derived::EmbeddingList>(divan::black_box(text.as_bytes()))
            .expect("the body is right")
    });
}

#[divan::bench(args = VECTORS, min_time = 1)]
fn decode_short_ours(bencher: Bencher<'_, '_>, count: usize) {
    decode_ours(bencher, count, Form::Short);
}

#[divan::bench(args = VECTORS, min_time = 1)]
fn decode_short_serde_derive(bencher: Bencher<'_, '_>, count: usize) {
    decode_derive(bencher, count, Form::Short);
}

#[divan::bench(args = VECTORS, min_time = 1)]
fn decode_long_ours(bencher: Bencher<'_, '_>, count: usize) {
    decode_ours(bencher, count, Form::Long);
}

#[divan::bench(args = VECTORS, min_time = 1)]
fn decode_long_serde_derive(bencher: Bencher<'_, '_>, count: usize) {
    decode_derive(bencher, count, Form::Long);
}

#[divan::bench(args = VECTORS, min_time = 1)]
fn decode_base64_ours(bencher: Bencher<'_, '_>, count: usize) {
    decode_ours(bencher, count, Form::Base64);
}

#[divan::bench(args = VECTORS, min_time = 1)]
fn encode_ours(bencher: Bencher<'_, '_>, count: usize) {
    let text = vectors(count, Form::Short);
    let read = json::decode::<EmbeddingList>(text.as_bytes(), Strictness::Strict);
    let list = read.expect("the body is right").value;
    bencher.bench_local(|| json::encode(divan::black_box(&list)));
}

#[divan::bench(args = VECTORS, min_time = 1)]
fn encode_serde_derive(bencher: Bencher<'_, '_>, count: usize) {
    let list: derived::EmbeddingList =
        serde_json::from_str(&vectors(count, Form::Short)).expect("the body is right");
    bencher.bench_local(|| serde_json::to_vec(divan::black_box(&list)).expect("it can be written"));
}
