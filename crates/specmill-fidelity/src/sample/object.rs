//! Random objects.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Part, Sampler, counts, listed, pattern, text};

/// Names of members that no schema names.
const FURTHER: [&str; 4] = ["a further one", "another", "è/~\"x", "third"];

impl<'a> Sampler<'a> {
    /// An object of which all `parts` hold.
    pub(super) fn object(&mut self, parts: &[Part<'a>], depth: usize) -> Option<Value> {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        let mut required: BTreeSet<&str> = BTreeSet::new();
        for part in parts {
            let described = part.get("properties").and_then(Value::as_object);
            names.extend(described.into_iter().flat_map(|all| all.keys().map(String::as_str)));
            required.extend(listed(part.get("required")).iter().filter_map(Value::as_str));
        }
        let mut members = Map::new();
        let mut order: Vec<&str> = names.union(&required).copied().collect();
        self.rng.shuffle(&mut order);
        for name in order {
            let is_required = required.contains(name);
            if !is_required && !self.adds(depth) {
                continue;
            }
            let must = parts.iter().flat_map(|part| member(part, name, names.contains(name)));
            match self.value(must.collect(), depth + 1) {
                Some(value) => drop(members.insert(name.to_owned(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        self.further(parts, &names, &mut members, depth)?;
        Some(Value::Object(members))
    }

    /// Adds members that no schema names, where they are described all the same, or nothing is.
    fn further(
        &mut self,
        parts: &[Part<'a>],
        names: &BTreeSet<&str>,
        members: &mut Map<String, Value>,
        depth: usize,
    ) -> Option<()> {
        let least = counts(parts, "minProperties").max().unwrap_or(0) as usize;
        let most = counts(parts, "maxProperties").min().unwrap_or(u64::MAX) as usize;
        let describe = ["additionalProperties", "unevaluatedProperties", "patternProperties"];
        let are_described = parts.iter().any(|part| {
            describe.iter().any(|key| part.get(key).is_some_and(|is| *is != Value::Bool(false)))
        });
        let wanted = match self.adds(depth) && (are_described || names.is_empty()) {
            true => 1 + self.rng.usize(..2),
            false => 0,
        };
        for _ in 0..(members.len() + wanted).max(least).min(most).saturating_sub(members.len()) {
            let Some(name) = self.further_name(parts) else { continue };
            if members.contains_key(&name) || names.contains(name.as_str()) {
                continue;
            }
            let must: Vec<Part<'a>> =
                parts.iter().flat_map(|part| member(part, &name, false)).collect();
            if let Some(value) = self.value(must, depth + 1) {
                members.insert(name, value);
            }
        }
        (members.len() >= least && members.len() <= most).then_some(())
    }

    fn further_name(&mut self, parts: &[Part<'a>]) -> Option<String> {
        let patterned = parts.iter().filter_map(|part| part.get("patternProperties")?.as_object());
        let patterns: Vec<&String> = patterned.flat_map(Map::keys).collect();
        if let Some(pattern) = self.rng.choice(patterns) {
            return pattern::text(&mut self.rng, pattern, 0);
        }
        let named: Vec<Part<'a>> =
            parts.iter().filter_map(|part| Some(part.inner(part.get("propertyNames")?))).collect();
        if named.is_empty() {
            return self.rng.choice(FURTHER).map(str::to_owned);
        }
        match self.value(named.clone(), super::DEEP)? {
            Value::String(name) => Some(name),
            _ => match text::text(&mut self.rng, &named)? {
                Value::String(name) => Some(name),
                _ => None,
            },
        }
    }
}

/// What `part` says of the member `name`; `is_named` where some part names it.
fn member<'a>(part: &Part<'a>, name: &str, is_named: bool) -> Vec<Part<'a>> {
    let mut found = Vec::new();
    if let Some(schema) = part.get("properties").and_then(|all| all.get(name)) {
        found.push(part.inner(schema));
    }
    let patterns = part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    for (pattern, schema) in patterns {
        if pattern::matches(pattern, name) {
            found.push(part.inner(schema));
        }
    }
    if found.is_empty() {
        let further = part.get("additionalProperties");
        let unevaluated = || part.get("unevaluatedProperties").filter(|_| !is_named);
        found.extend(further.or_else(unevaluated).map(|schema| part.inner(schema)));
    }
    found
}
