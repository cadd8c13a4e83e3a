//! The parts of an `allOf`: which of them say something, and what that comes to.

use super::Intersector;
use super::contradiction::Contradiction;
use super::facts::common_kinds;
use crate::diagnostics::UntypedReason;
use crate::normalize::notes::EXTRA;
use crate::spec::{JsonKind, Kinds, SchemaId, SchemaKind};
use crate::tree::Node;

impl Intersector<'_> {
    /// Works out `id`, all of whose `parts` are known: afterwards it is no `allOf` any more.
    pub(super) fn work_out(&mut self, id: SchemaId, parts: &[SchemaId]) {
        let leaves = self.leaves(parts);
        let nullable = self.allows_null(id, &leaves);
        self.keep_limits(id, &leaves);
        let saying = self.saying(&leaves);
        self.worked_out.insert(id, saying.clone());
        self.api.schemas[id.0].nullable = nullable;
        let demands = self.demands_of(&saying);
        let kind = self.kind_of(id, &leaves, saying);
        let keeps = self.keeps_undeclared(&leaves);
        let schema = &mut self.api.schemas[id.0];
        if matches!(kind, SchemaKind::Object { .. }) {
            schema.demands = demands;
            if let Some(keeps) = keeps {
                schema.extensions.entry(EXTRA.to_owned()).or_insert(Node::Bool(keeps));
            }
        }
        schema.kind = kind;
    }

    /// What the parts say of members that are not described: they are kept where one part keeps them.
    fn keeps_undeclared(&self, leaves: &[SchemaId]) -> Option<bool> {
        let said = leaves
            .iter()
            .filter_map(|leaf| self.api.schema(*leaf).extensions.get(EXTRA)?.as_bool());
        said.reduce(|one, other| one || other)
    }

    fn kind_of(&mut self, id: SchemaId, leaves: &[SchemaId], saying: Vec<SchemaId>) -> SchemaKind {
        if leaves.iter().any(|leaf| self.too_much.contains(leaf)) {
            self.too_much.insert(id);
            return SchemaKind::Any(UntypedReason::TooComposed);
        }
        if saying.iter().any(|part| self.contradictions.contains_key(part)) {
            self.contradictions.insert(id, Contradiction::Part);
        }
        let (demands, saying): (Vec<_>, Vec<_>) =
            saying.into_iter().partition(|part| self.fact(*part).is_demand && self.is_union(*part));
        if !saying.is_empty() {
            self.demands.extend(&demands);
        }
        let facts: Vec<_> = saying.iter().map(|part| self.fact(*part)).collect();
        let kinds = common_kinds(&facts);
        let saying = self.that_matter(saying, kinds);
        let is_null_only = leaves.iter().any(|leaf| self.is_null(*leaf));
        match (saying.as_slice(), demands.as_slice()) {
            _ if is_null_only => self.only_null(id, &saying),
            ([], []) => SchemaKind::Any(self.why_any(leaves)),
            ([], demands) => self.only_demands(id, demands),
            ([only], []) => self.just(id, *only),
            _ if kinds.is_some_and(Kinds::is_empty) && facts.iter().all(|facts| facts.nullable) => {
                SchemaKind::Enum(vec![Node::Null])
            }
            _ if kinds.is_some_and(Kinds::is_empty) => {
                self.contradictions.insert(id, Contradiction::Kinds);
                SchemaKind::Any(UntypedReason::Contradiction)
            }
            _ => match saying.iter().position(|part| self.is_union(*part)) {
                Some(_) => self.distribute(id, &saying, &demands),
                None => self.merge(id, &saying, &demands, kinds),
            },
        }
    }

    /// The schemas that `parts` lead to, each once: through aliases, unions of one, and what was made
    /// of others.
    pub(super) fn leaves(&self, parts: &[SchemaId]) -> Vec<SchemaId> {
        let mut found: Vec<SchemaId> = Vec::new();
        for part in parts {
            let part = self.behind(*part);
            let made = self.made.get(&part);
            for leaf in made.map_or(std::slice::from_ref(&part), Vec::as_slice) {
                if !found.contains(leaf) {
                    found.push(*leaf);
                }
            }
        }
        found
    }

    /// The schema that `id` is an alias or a union of one of; `id` itself if it is neither.
    pub(super) fn behind(&self, mut id: SchemaId) -> SchemaId {
        // No circle is left among them; the bound is for the reader.
        for _ in 0..self.api.schemas.len() {
            let kind = &self.api.schema(id).kind;
            match (kind, kind.sole_member()) {
                (SchemaKind::Alias(target), _) => id = *target,
                (_, Some(target)) => id = target,
                _ => break,
            }
        }
        id
    }

    /// Those that say more than what any value is, without those that only repeat of which kind it is.
    fn saying(&self, leaves: &[SchemaId]) -> Vec<SchemaId> {
        let says = |leaf: &&SchemaId| !matches!(self.api.schema(**leaf).kind, SchemaKind::Any(_));
        let mut saying: Vec<SchemaId> = leaves.iter().filter(says).copied().collect();
        // Of several that say the same the one with a name stays.
        saying.sort_by_key(|part| self.api.schema(*part).component.is_none());
        let mut at = saying.len();
        while at > 0 {
            at -= 1;
            let facts = self.fact(saying[at]);
            let is_covered = |other: &SchemaId| {
                let kinds = self.fact(*other).kinds;
                *other != saying[at]
                    && kinds.zip(facts.kinds).is_some_and(|(kinds, all)| kinds.is_within(all))
            };
            if facts.is_bare && saying.len() > 1 && saying.iter().any(is_covered) {
                saying.remove(at);
            }
        }
        let order = |part: &SchemaId| leaves.iter().position(|leaf| leaf == part);
        saying.sort_by_key(order);
        saying
    }

    /// Without those that speak of values of a kind that the others do not allow.
    fn that_matter(&self, mut saying: Vec<SchemaId>, kinds: Option<Kinds>) -> Vec<SchemaId> {
        let Some(kinds) = kinds else { return saying };
        saying.retain(|part| match &self.api.schema(*part) {
            schema if !schema.implied => true,
            schema => match schema.kind {
                SchemaKind::Array { .. } => kinds.contains(JsonKind::Array),
                _ => kinds.contains(JsonKind::Object),
            },
        });
        saying
    }

    pub(super) fn is_union(&self, id: SchemaId) -> bool {
        matches!(self.api.schema(id).kind, SchemaKind::OneOf(..) | SchemaKind::AnyOf(..))
    }

    /// `id` is what its one part is.
    fn just(&mut self, id: SchemaId, only: SchemaId) -> SchemaKind {
        if self.is_own_part(id, only) {
            self.take_words(id, only);
            return self.api.schema(only).kind.clone();
        }
        let kind = &self.api.schema(only).kind;
        let is_type = matches!(kind, SchemaKind::Object { .. }) || self.is_union(only);
        match is_type || self.fact(only).nullable <= self.api.schema(id).nullable {
            true => SchemaKind::Alias(only),
            // An alias would allow the `null` that another part does not.
            false => kind.clone(),
        }
    }

    /// Whether `part` stands in `id`, so that nothing else is made of it.
    pub(super) fn is_own_part(&self, id: SchemaId, part: SchemaId) -> bool {
        let (whole, part) = (self.api.schema(id), self.api.schema(part));
        part.component.is_none()
            && !whole.intersection
            && part.pointer != whole.pointer
            && part.pointer.is_within(&whole.pointer)
    }

    /// What is said of the one part is said of `id`, which has no words of its own.
    fn take_words(&mut self, id: SchemaId, part: SchemaId) {
        let part = self.api.schema(part);
        let (title, description) = (part.title.clone(), part.description.clone());
        let (default, example) = (part.default.clone(), part.example.clone());
        let extensions = part.extensions.clone();
        let own = &mut self.api.schemas[id.0];
        own.title = own.title.take().or(title);
        own.description = own.description.take().or(description);
        own.default = own.default.take().or(default);
        own.example = own.example.take().or(example);
        for (name, value) in extensions {
            own.extensions.entry(name).or_insert(value);
        }
    }

    /// Whether `null` is the only value of `id`.
    fn is_null(&self, id: SchemaId) -> bool {
        matches!(&self.api.schema(id).kind, SchemaKind::Enum(values) if values == &[Node::Null])
    }

    /// `null`, where every part allows that.
    fn only_null(&mut self, id: SchemaId, saying: &[SchemaId]) -> SchemaKind {
        let allows = |part: &SchemaId| {
            let facts = self.fact(*part);
            facts.nullable || facts.is_silent_about_null
        };
        if saying.iter().all(allows) {
            return SchemaKind::Enum(vec![Node::Null]);
        }
        self.contradictions.insert(id, Contradiction::Kinds);
        SchemaKind::Any(UntypedReason::Contradiction)
    }

    /// Whether `id` may be `null`: it says so itself, or all its parts do that speak of it. That
    /// `nullable: true` stands alone in a part is how OpenAPI 3.0 is written, and means the whole.
    fn allows_null(&self, id: SchemaId, leaves: &[SchemaId]) -> bool {
        let alone = |leaf: &SchemaId| {
            let schema = self.api.schema(*leaf);
            matches!(schema.kind, SchemaKind::Any(_)) && schema.nullable
        };
        self.api.schema(id).nullable
            || leaves.iter().any(alone)
            || self.facts_of_parts(leaves).nullable
    }
}
