//! Random arrays.

use serde_json::Value;

use super::{Part, Sampler, counts, listed};

impl<'a> Sampler<'a> {
    /// An array of which all `parts` hold.
    pub(super) fn array(&mut self, parts: &[Part<'a>], depth: usize) -> Option<Value> {
        let places = parts.iter().map(|part| listed(part.get("prefixItems")).len()).max();
        let places = places.unwrap_or(0);
        let contains: Vec<Part<'a>> =
            parts.iter().filter_map(|part| Some(part.inner(part.get("contains")?))).collect();
        let least =
            counts(parts, "minItems").max().unwrap_or(0).max(u64::from(!contains.is_empty()));
        let most = counts(parts, "maxItems").min().unwrap_or(u64::MAX);
        if least > most || least > 200 {
            return None;
        }
        let wanted = match self.adds(depth) {
            // All places of a tuple, most of the time, and sometimes an item more.
            true => least.max(places as u64) + self.rng.u64(..3),
            false => least,
        };
        let unique = parts.iter().any(|part| part.get("uniqueItems") == Some(&Value::Bool(true)));
        let mut items: Vec<Value> = Vec::new();
        for index in 0..wanted.min(most) as usize {
            let mut must: Vec<Part<'a>> =
                parts.iter().filter_map(|part| item(part, index)).collect();
            if index == 0 {
                must.extend(contains.iter().cloned());
            }
            let item = (0..if unique { 12 } else { 1 }).find_map(|_| {
                let item = self.value(must.clone(), depth + 1)?;
                (!unique || !items.contains(&item)).then_some(item)
            });
            match item {
                Some(item) => items.push(item),
                None if (index as u64) < least => return None,
                None => break,
            }
        }
        Some(Value::Array(items))
    }
}

/// What `part` says of the item at `index`.
fn item<'a>(part: &Part<'a>, index: usize) -> Option<Part<'a>> {
    let placed = listed(part.get("prefixItems")).get(index);
    let schema = placed.or_else(|| part.get("items")).or_else(|| part.get("unevaluatedItems"))?;
    Some(part.inner(schema))
}
