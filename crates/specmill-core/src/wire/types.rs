//! Types as they travel, compared where they stand.

use super::WireEffect;
use super::comparison::{At, Comparison, Pair};
use super::literals::{fits, is_union, listed, plain, said, takes_null, values};
use super::objects::{Object, objects};
use super::unions::unions;
use crate::ir::{Api, Direction, TypeId, TypeKind, TypeRef};

impl Comparison<'_> {
    /// Compares what travels `way` where the old document had `old` and the new one has `new`. Two named
    /// types wait for their turn.
    pub(super) fn types(&mut self, at: &At, way: Direction, old: &TypeRef, new: &TypeRef) {
        let (before, after) = (plain(self.old, old), plain(self.new, new));
        match (before, after) {
            (TypeRef::Nullable(old), TypeRef::Nullable(new)) => self.types(at, way, old, new),
            (TypeRef::Nullable(_), TypeRef::Null) if way == Direction::Response => {}
            (TypeRef::Null, TypeRef::Nullable(_)) if way == Direction::Request => {}
            (TypeRef::Nullable(old), new) => {
                if way == Direction::Request && !takes_null(self.new, new) {
                    self.misfit(at, way, "may not be null any more");
                }
                self.types(at, way, old, new);
            }
            (old, TypeRef::Nullable(new)) => {
                if way == Direction::Response && !takes_null(self.old, old) {
                    self.misfit(at, way, "may be null now");
                }
                self.types(at, way, old, new);
            }
            (TypeRef::Named(old), TypeRef::Named(new)) => self.later(*old, *new, way),
            (old, new) => self.kinds(at, way, old, new),
        }
    }

    /// Compares the named types that wait, and those that they lead to.
    pub(super) fn types_in_turn(&mut self) {
        while let Some(pair) = self.open.pop_front() {
            self.named(pair);
        }
    }

    fn named(&mut self, pair: Pair) {
        let (before, after) = (self.old.type_def(pair.old), self.new.type_def(pair.new));
        let at = self.item(&before.name, Some(before.module));
        match (&before.kind, &after.kind) {
            (TypeKind::Newtype(old), TypeKind::Newtype(new)) => {
                self.types(&at, pair.way(), old, new);
            }
            _ => {
                let (old, new) = (TypeRef::Named(pair.old), TypeRef::Named(pair.new));
                self.kinds(&at, pair.way(), &old, &new);
            }
        }
    }

    /// Types that are not null, by the kind of JSON that they are.
    fn kinds(&mut self, at: &At, way: Direction, old: &TypeRef, new: &TypeRef) {
        let (old, new) = (opened(self.old, old), opened(self.new, new));
        // What takes anything takes what came before; what gave anything was read as such.
        let is_open = match way {
            Direction::Request => *new == TypeRef::Any,
            Direction::Response => *old == TypeRef::Any,
        };
        if is_open {
            return;
        }
        if is_union(self.old, old) || is_union(self.new, new) {
            // Alone, `any` would be a member that takes everything.
            if *old != TypeRef::Any && *new != TypeRef::Any {
                unions(self, at, way, old, new);
                return;
            }
        } else if let (Some(was), Some(is)) = (Object::of(self.old, old), Object::of(self.new, new))
        {
            objects(self, at, way, &was, &is);
            return;
        } else if let (Some(was), Some(is)) = (places(old), places(new)) {
            self.lists(at, way, &was, &is);
            return;
        } else if match way {
            Direction::Request => fits((self.old, old), (self.new, new)),
            Direction::Response => fits((self.new, new), (self.old, old)),
        } {
            self.values(at, way, old, new);
            return;
        }
        let text = format!("was {}, is {} now", said(self.old, old), said(self.new, new));
        self.misfit(at, way, &text);
    }

    /// Values that were known, and are.
    fn values(&mut self, at: &At, way: Direction, old: &TypeRef, new: &TypeRef) {
        let (was, is) = (values(self.old, old), values(self.new, new));
        let more = |values: Vec<String>, known: &[String]| -> Option<String> {
            let more: Vec<String> = values.into_iter().filter(|it| !known.contains(it)).collect();
            (!more.is_empty()).then(|| listed(&more))
        };
        match (way, was, is) {
            (Direction::Request, None, Some(is)) => {
                self.tell(at, WireEffect::Refused, &format!("takes only {} now", listed(&is)));
            }
            (Direction::Response, Some(_), None) => {
                self.tell(at, WireEffect::Unknown, "may be any value now");
            }
            (Direction::Request, Some(was), Some(is)) => {
                if let Some(gone) = more(was, &is) {
                    self.tell(at, WireEffect::Refused, &format!("no longer takes {gone}"));
                }
            }
            (Direction::Response, Some(was), Some(is)) => {
                if let Some(new) = more(is, &was) {
                    self.tell(at, WireEffect::Unknown, &format!("may be {new} now"));
                }
            }
            _ => {}
        }
    }

    fn lists(&mut self, at: &At, way: Direction, old: &Places<'_>, new: &Places<'_>) {
        let length = old.first.len().max(new.first.len());
        for place in 0..length {
            let at = match (old.first.len(), new.first.len()) {
                (0, 0) => at.items(),
                _ => at.place(place),
            };
            match (old.at(place), new.at(place)) {
                (Some(old), Some(new)) => self.types(&at, way, old, new),
                (Some(_), None) if way == Direction::Request => {
                    self.tell(&at, WireEffect::Refused, "is not taken any more, or ignored");
                }
                (None, Some(_)) if way == Direction::Request && place < new.required => {
                    self.tell(&at, WireEffect::Refused, "is new, and must be given");
                }
                _ => {}
            }
        }
        let (was, is) = (old.required, new.required);
        if way == Direction::Response && is < was {
            self.tell(at, WireEffect::Misread, &format!("may have {is} items now, had {was}"));
        } else if way == Direction::Request && is > was && old.first.len() >= is {
            self.tell(at, WireEffect::Refused, &format!("must have {is} items now"));
        }
        if let (Some(old), Some(new)) = (old.rest, new.rest) {
            self.types(&at.items(), way, old, new);
        }
    }
}

/// The places of a list: its first ones, where each has a type of its own, and all after them.
struct Places<'t> {
    first: Vec<&'t TypeRef>,
    /// How many of the first are always there.
    required: usize,
    rest: Option<&'t TypeRef>,
}

impl<'t> Places<'t> {
    fn at(&self, place: usize) -> Option<&'t TypeRef> {
        self.first.get(place).copied().or(self.rest)
    }
}

fn places(ty: &TypeRef) -> Option<Places<'_>> {
    match ty {
        TypeRef::List(item) => Some(Places { first: Vec::new(), required: 0, rest: Some(item) }),
        TypeRef::Tuple(all) => {
            let mut places = Places { first: Vec::new(), required: 0, rest: None };
            add_places(all, &mut places);
            Some(places)
        }
        _ => None,
    }
}

fn add_places<'t>(all: &'t [TypeRef], places: &mut Places<'t>) {
    for place in all {
        match place {
            TypeRef::RestItems(item) => places.rest = Some(item),
            TypeRef::OptionalItem(item) => places.first.push(item),
            TypeRef::MoreItems(more) => match more.as_ref() {
                TypeRef::Tuple(more) => add_places(more, places),
                other => places.first.push(other),
            },
            place => {
                places.first.push(place);
                places.required = places.first.len();
            }
        }
    }
}

/// What a list or a map that holds itself is.
fn opened<'t>(api: &'t Api, ty: &'t TypeRef) -> &'t TypeRef {
    let newtype = |id: TypeId| match &api.type_def(id).kind {
        TypeKind::Newtype(inner) => Some(plain(api, inner)),
        _ => None,
    };
    match ty {
        TypeRef::Named(id) => newtype(*id).unwrap_or(ty),
        _ => ty,
    }
}
