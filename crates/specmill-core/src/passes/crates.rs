//! What of a client goes into which crate, where each tag has its own: a module a crate, and several where
//! the compiler would take too much memory for one.
//!
//! No crate may depend on one that depends on it. A module of a tag uses its own types and shared ones,
//! which use shared ones only; but what no operation uses is shared and may be made of anything, so that it
//! goes into a crate after those of tags. Within a module, types that lead to each other in a circle stay together,
//! and what they are made of goes before them.

use crate::ir::{
    Api, Crate, CrateId, Crates, Group, ModuleId, Operation, Presence, TypeDef, TypeId, TypeKind,
};

/// What one crate holds at most, in lines that it has about. `cargo check` takes 1 GB for five times as much
/// (docs/BENCHMARKS.md); but while what is shared is compiled, tags that need only a part of it can be as well.
pub const MOST_LINES: usize = 15_000;

/// The crates of a client, each of about `most` lines at most, but for operations of one tag and types that lead
/// to each other; none where no operation has a tag.
#[must_use]
pub fn crates(api: &Api, most: usize) -> Option<Crates> {
    let is_tagged = |group: &Group| group.tag.is_some() && !group.operations.is_empty();
    if !api.groups.iter().any(is_tagged) && api.webhooks.is_none() {
        return None;
    }
    let crates = Crates { crates: Vec::new(), of_types: vec![None; api.types.len()] };
    let mut assigned = Assigned { api, most, crates };
    let mut types: Vec<Vec<usize>> = vec![Vec::new(); api.modules.len()];
    for (at, def) in api.types.iter().enumerate() {
        if !api.left_out.contains(&TypeId(at)) {
            types[def.module.0].push(at);
        }
    }
    // What is shared comes last among the modules, and goes before them here.
    let (shared, of_tags) = types.split_last()?;
    let shared_module = ModuleId(of_tags.len());
    let (above, below) = made_of_tags(api, shared_module, shared);
    assigned.add_module(shared_module, &in_order_of_tags(api, &below), false);
    for (module, types) in of_tags.iter().enumerate() {
        assigned.add_module(ModuleId(module), types, false);
    }
    assigned.add_module(shared_module, &above, true);
    Some(assigned.crates)
}

/// The shared types that are made of types of tags, directly or not, and the others.
fn made_of_tags(api: &Api, shared: ModuleId, types: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    let mut open = Vec::new();
    for at in types {
        let mut named = Vec::new();
        api.types[*at].kind.parts(&mut |ty| ty.add_named(&mut named));
        for part in named {
            holders[part.0].push(*at);
            if api.type_def(part).module != shared {
                open.push(*at);
            }
        }
    }
    let mut is_above = vec![false; api.types.len()];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut is_above[at], true) {
            open.extend(&holders[at]);
        }
    }
    types.iter().partition(|at| is_above[**at])
}

/// Shared types in the order in which tags reach them, so that the first tags need the first parts only.
fn in_order_of_tags(api: &Api, types: &[usize]) -> Vec<usize> {
    let mut is_open = vec![false; api.types.len()];
    types.iter().for_each(|at| is_open[*at] = true);
    let mut is_seen = vec![false; api.types.len()];
    let mut ordered = Vec::with_capacity(types.len());
    for group in &api.groups {
        let mut open = group.named();
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut is_seen[id.0], true) {
                if std::mem::take(&mut is_open[id.0]) {
                    ordered.push(id.0);
                }
                api.type_def(id).kind.parts(&mut |ty| ty.add_named(&mut open));
            }
        }
    }
    ordered.extend(types.iter().filter(|at| is_open[**at]));
    ordered
}

/// What has its crate so far.
struct Assigned<'a> {
    api: &'a Api,
    most: usize,
    crates: Crates,
}

impl Assigned<'_> {
    /// Adds the crates of these types of a module; those that use types of tags are no operation's.
    fn add_module(&mut self, module: ModuleId, types: &[usize], uses_tags: bool) {
        let operations = operations(self.api, module);
        let mut parts = self.parts(types);
        let own = parts.last().map_or(0, |(_, lines)| *lines);
        if operations.is_some_and(|more| own == 0 || own + more > self.most) {
            parts.push((Vec::new(), 0));
        }
        let last = parts.len().saturating_sub(1);
        for (number, (part, _)) in parts.into_iter().enumerate() {
            let id = CrateId(self.crates.crates.len());
            let has_operations = number == last && operations.is_some();
            self.crates.crates.push(Crate { module, has_operations, uses_tags });
            part.into_iter().for_each(|at| self.crates.of_types[at] = Some(id));
        }
    }

    /// The types in parts that are not too large, each with its lines and after those that it is made of.
    fn parts(&self, types: &[usize]) -> Vec<(Vec<usize>, usize)> {
        let mut parts: Vec<(Vec<usize>, usize)> = Vec::new();
        for component in components(self.api, types) {
            let more: usize = component.iter().map(|at| type_lines(&self.api.types[*at])).sum();
            match parts.last_mut().filter(|(_, lines)| lines + more <= self.most) {
                Some((part, lines)) => {
                    part.extend(component);
                    *lines += more;
                }
                None => parts.push((component, more)),
            }
        }
        parts
    }
}

/// About how many lines the operations of a module, or its webhooks, take; nothing where it has none. Those
/// without a tag are in the crate that joins the others.
fn operations(api: &Api, module: ModuleId) -> Option<usize> {
    let groups = api.groups.iter();
    let groups = groups.filter(|group| group.tag.is_some() && group.module == module);
    let lines: Vec<usize> =
        groups.flat_map(|group| &group.operations).map(operation_lines).collect();
    let has_webhooks = api.webhooks.as_ref().is_some_and(|events| events.module == module);
    (!lines.is_empty() || has_webhooks).then(|| lines.iter().sum())
}

fn operation_lines(operation: &Operation) -> usize {
    let optional = operation.parameters.iter().filter(|parameter| !parameter.required).count();
    let builder = if operation.has_builder() { 40 } else { 0 };
    20 + builder + 8 * optional
}

fn type_lines(def: &TypeDef) -> usize {
    match &def.kind {
        TypeKind::Struct(fields) => {
            let set = |presence| match presence {
                Presence::Required => 3,
                _ if def.usage.request => 13,
                _ => 4,
            };
            15 + fields.fields.iter().map(|field| set(field.presence)).sum::<usize>()
        }
        TypeKind::Union(union) => 15 + 5 * union.variants.len(),
        TypeKind::StringEnum(strings) => 12 + 3 * strings.variants.len(),
        TypeKind::IntegerEnum(variants) => 12 + 3 * variants.len(),
        TypeKind::Alias(_) => 3,
        TypeKind::Newtype(_) => 6,
    }
}

/// These types in sets, of which the types lead to each other: each set after those that its types
/// are made of (Tarjan). No recursion, as chains are as long as the document likes.
fn components(api: &Api, types: &[usize]) -> Vec<Vec<usize>> {
    let mut is_wanted = vec![false; api.types.len()];
    types.iter().for_each(|at| is_wanted[*at] = true);
    let parts = |at: usize| {
        let mut named = Vec::new();
        api.types[at].kind.parts(&mut |ty| ty.add_named(&mut named));
        named.into_iter().map(|id| id.0).filter(|at| is_wanted[*at]).collect::<Vec<_>>()
    };
    let mut walk = Walk::new(api.types.len());
    for start in types {
        if walk.number[*start].is_some() {
            continue;
        }
        let mut way = vec![(*start, walk.enter(*start, parts(*start)))];
        while let Some((at, open)) = way.last_mut() {
            let at = *at;
            match open.pop() {
                Some(next) if walk.number[next].is_none() => {
                    way.push((next, walk.enter(next, parts(next))));
                }
                Some(next) => walk.join(at, next),
                None => {
                    way.pop();
                    walk.leave(at);
                    if let Some((above, _)) = way.last() {
                        walk.lower(*above, at);
                    }
                }
            }
        }
    }
    walk.found
}

/// Where the walk through the types is.
struct Walk {
    /// When each type was entered.
    number: Vec<Option<usize>>,
    /// The earliest type still open that each one leads to.
    lowest: Vec<usize>,
    is_open: Vec<bool>,
    open: Vec<usize>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl Walk {
    fn new(types: usize) -> Self {
        Self {
            number: vec![None; types],
            lowest: vec![0; types],
            is_open: vec![false; types],
            open: Vec::new(),
            next: 0,
            found: Vec::new(),
        }
    }

    /// Enters a type, and returns what it is made of, the last first.
    fn enter(&mut self, at: usize, mut parts: Vec<usize>) -> Vec<usize> {
        (self.number[at], self.lowest[at]) = (Some(self.next), self.next);
        self.next += 1;
        self.is_open[at] = true;
        self.open.push(at);
        parts.reverse();
        parts
    }

    /// Notes that `at` leads to `next`, which was entered before.
    fn join(&mut self, at: usize, next: usize) {
        if let (true, Some(number)) = (self.is_open[next], self.number[next]) {
            self.lowest[at] = self.lowest[at].min(number);
        }
    }

    fn lower(&mut self, above: usize, at: usize) {
        self.lowest[above] = self.lowest[above].min(self.lowest[at]);
    }

    /// Leaves a type, and closes its set where no earlier type is in it.
    fn leave(&mut self, at: usize) {
        if self.number[at] != Some(self.lowest[at]) {
            return;
        }
        let mut set = Vec::new();
        while let Some(member) = self.open.pop() {
            self.is_open[member] = false;
            set.push(member);
            if member == at {
                break;
            }
        }
        // In the order of types, whatever the walk was.
        set.sort_unstable();
        self.found.push(set);
    }
}
