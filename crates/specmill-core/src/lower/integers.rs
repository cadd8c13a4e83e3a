//! The widths of whole numbers: by format, and by limits where those are wider.

use crate::ir::Integer;
use crate::spec::Limits;

/// The width of an `integer`. Formats are those of the OpenAPI Format Registry, and one that is not
/// known is 64 bits; a limit beyond what the format holds goes before it, since its values are allowed.
pub(super) fn integer(format: Option<&str>, limits: &Limits) -> Integer {
    let by_format = match format {
        Some("int8") => Integer::I8,
        Some("int16") => Integer::I16,
        Some("int32") => Integer::I32,
        Some("int128") => Integer::I128,
        Some("uint8") => Integer::U8,
        Some("uint16") => Integer::U16,
        Some("uint32") => Integer::U32,
        Some("uint64" | "uint") => Integer::U64,
        Some("uint128") => Integer::U128,
        _ => Integer::I64,
    };
    let wider = [by_format, Integer::I64, Integer::U64, Integer::I128];
    wider.into_iter().find(|width| holds(*width, limits)).unwrap_or(Integer::I128)
}

/// Whether a width holds all that the limits name. Limits are `f64`, as which the bounds of 64 bits and
/// what JavaScript makes of them are the same.
fn holds(width: Integer, limits: &Limits) -> bool {
    let (lowest, highest) = range(width);
    let step = |is_excluded: bool| if is_excluded { 1.0 } else { 0.0 };
    let least = limits.minimum.map(|(value, is_excluded)| value + step(is_excluded));
    let most = limits.maximum.map(|(value, is_excluded)| value - step(is_excluded));
    least.is_none_or(|least| least >= lowest) && most.is_none_or(|most| most <= highest)
}

/// The least and the greatest value of a width.
pub(super) fn range(width: Integer) -> (f64, f64) {
    match width {
        Integer::I8 => (i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => (i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => (i32::MIN.into(), i32::MAX.into()),
        Integer::I64 => (i64::MIN as f64, i64::MAX as f64),
        Integer::I128 => (i128::MIN as f64, i128::MAX as f64),
        Integer::U8 => (u8::MIN.into(), u8::MAX.into()),
        Integer::U16 => (u16::MIN.into(), u16::MAX.into()),
        Integer::U32 => (u32::MIN.into(), u32::MAX.into()),
        Integer::U64 => (u64::MIN as f64, u64::MAX as f64),
        Integer::U128 => (u128::MIN as f64, u128::MAX as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::integer;
    use crate::ir::Integer;
    use crate::spec::Limits;

    #[test]
    fn limits_beyond_the_format_choose_the_width() {
        const MOST: f64 = u64::MAX as f64;
        let of = |format: Option<&str>, minimum: Option<f64>, maximum: Option<f64>| {
            let bound = |value: f64| (value, false);
            let (minimum, maximum) = (minimum.map(bound), maximum.map(bound));
            integer(format, &Limits { minimum, maximum, ..Limits::default() })
        };
        assert_eq!(of(None, None, None), Integer::I64);
        assert_eq!(of(None, Some(0.0), Some(255.0)), Integer::I64);
        assert_eq!(
            of(None, Some(-9223372036854776000.0), Some(9223372036854776000.0)),
            Integer::I64
        );
        assert_eq!(of(None, None, Some(MOST)), Integer::U64);
        assert_eq!(of(Some("int64"), Some(0.0), Some(MOST)), Integer::U64);
        assert_eq!(of(None, Some(-1.0), Some(MOST)), Integer::I128);
        assert_eq!(of(None, None, Some(1e30)), Integer::I128);
        assert_eq!(of(Some("uint64"), Some(0.0), Some(MOST)), Integer::U64);
        assert_eq!(of(Some("int32"), None, Some(4294967295.0)), Integer::I64);
        assert_eq!(of(Some("uint8"), Some(-1.0), None), Integer::I64);
        assert_eq!(of(Some("uint128"), None, Some(3e38)), Integer::U128);
        let excluded = Limits { maximum: Some((2147483648.0, true)), ..Limits::default() };
        assert_eq!(integer(Some("int32"), &excluded), Integer::I32);
    }
}
