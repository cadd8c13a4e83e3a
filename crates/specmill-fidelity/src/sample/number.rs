//! Random numbers.

use fastrand::Rng;
use serde_json::{Value, json};

use super::Part;

/// The least and the greatest of what all `parts` allow, as far as they say.
fn limits(parts: &[Part<'_>]) -> (Option<f64>, Option<f64>) {
    let all = |keys: [&'static str; 2]| {
        keys.into_iter()
            .flat_map(move |key| parts.iter().filter_map(move |part| part.get(key)?.as_f64()))
    };
    let least = all(["minimum", "exclusiveMinimum"]).reduce(f64::max);
    let most = all(["maximum", "exclusiveMaximum"]).reduce(f64::min);
    (least, most)
}

fn excludes(parts: &[Part<'_>], value: f64) -> bool {
    let has =
        |key: &str| parts.iter().any(|part| part.get(key).and_then(Value::as_f64) == Some(value));
    has("exclusiveMinimum") || has("exclusiveMaximum")
}

fn format<'a>(parts: &[Part<'a>]) -> Option<&'a str> {
    parts.iter().find_map(|part| part.get("format")?.as_str())
}

fn step(parts: &[Part<'_>]) -> Option<f64> {
    parts.iter().filter_map(|part| part.get("multipleOf")?.as_f64()).reduce(f64::max)
}

/// A whole number of which all `parts` hold. Without limits, it fits `i64`.
pub(super) fn integer(rng: &mut Rng, parts: &[Part<'_>]) -> Option<Value> {
    let (least, most) = limits(parts);
    let (low, high) = match format(parts) {
        Some("int8") => (i128::from(i8::MIN), i128::from(i8::MAX)),
        Some("int16") => (i128::from(i16::MIN), i128::from(i16::MAX)),
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Some("uint8") => (0, i128::from(u8::MAX)),
        Some("uint16") => (0, i128::from(u16::MAX)),
        Some("uint32") => (0, i128::from(u32::MAX)),
        Some("uint64" | "uint" | "uint128") => (0, i128::from(u64::MAX)),
        // Only limits say that it is beyond. The greatest `u64` as the only one means all of them.
        _ if least.is_none_or(|least| least >= 0.0) && most.is_some_and(|most| most > 9.3e18) => {
            (0, i128::from(u64::MAX))
        }
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    let low = least.map_or(low, |least| low.max(least.ceil() as i128));
    let high = most.map_or(high, |most| high.min(most.floor() as i128));
    if low > high {
        return None;
    }
    // Near zero, or near the limit that is nearest to it.
    let near = 0.clamp(low, high);
    let mut value = match rng.u8(..8) {
        0 => low,
        1 => high,
        _ => (near + i128::from(rng.i64(-120..=120))).clamp(low, high),
    };
    if let Some(step) = step(parts).map(|step| step as i128).filter(|step| *step > 1) {
        value -= value.rem_euclid(step);
        if value < low {
            value += step;
        }
    }
    if excludes(parts, value as f64) {
        value += if value == low { 1 } else { -1 };
    }
    match i64::try_from(value) {
        Ok(value) => Some(json!(value)),
        Err(_) => u64::try_from(value).ok().map(|value| json!(value)),
    }
}

/// A number of which all `parts` hold.
pub(super) fn number(rng: &mut Rng, parts: &[Part<'_>]) -> Option<Value> {
    let (least, most) = limits(parts);
    if format(parts).is_some_and(|format| format.starts_with("int") || format.starts_with("uint")) {
        return integer(rng, parts);
    }
    if let Some(step) = step(parts) {
        let times = (least.unwrap_or(0.0) / step).ceil() + f64::from(rng.u8(..20));
        let value = times * step;
        // What adding up has left behind the last digit.
        return Some(json!((value * 1e9).round() / 1e9));
    }
    let value = match (least, most) {
        (Some(least), Some(most)) if least > most => return None,
        (Some(least), Some(most)) => match rng.u8(..6) {
            0 => least,
            1 => most,
            // Of few digits, so that a shorter float holds it.
            _ => ((least + (most - least) * rng.f64()) * 16.0).round() / 16.0,
        },
        (Some(least), None) => least + f64::from(rng.u8(..200)) / 2.0,
        (None, Some(most)) => most - f64::from(rng.u8(..200)) / 2.0,
        (None, None) => match (rng.u8(..8), format(parts)) {
            (0, None | Some("double")) => -1.5e-9,
            (1, None | Some("double")) => 1.0e21,
            (2, _) => 0.1,
            _ => f64::from(rng.u8(..200)) / 2.0 - 49.5,
        },
    };
    if excludes(parts, value) {
        return None;
    }
    Some(json!(value))
}
