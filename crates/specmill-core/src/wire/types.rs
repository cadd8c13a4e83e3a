//! Types as they travel, compared where they stand.

use std::collections::BTreeSet;

use super::literals::{Form, form, plain, said, values, written};
use super::{WireChange, WireEffect, WireItem};
use crate::ir::{
    Api, Direction, Literal, Presence, Struct, TypeId, TypeKind, TypeRef, Union, VariantContent,
};

/// The two clients, and what was found.
pub(super) struct Comparison<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    pub(super) items: Vec<WireItem>,
    /// The named types that were compared, each pair once for each way it travels.
    seen: BTreeSet<(TypeId, TypeId, bool)>,
}

/// Where a change is told: the item, and the place in it.
#[derive(Clone)]
pub(super) struct At {
    pub(super) item: usize,
    /// In words, such as "`name`: "; empty for the item itself.
    pub(super) place: String,
}

impl At {
    pub(super) fn member(&self, name: &str) -> Self {
        let place = self.place.strip_suffix(": ").unwrap_or_default();
        let place = match place.strip_suffix('`') {
            Some(above) => format!("{above}.{name}`: "),
            None => format!("`{name}`: "),
        };
        Self { item: self.item, place }
    }

    fn items(&self) -> Self {
        match self.place.strip_suffix("`: ") {
            Some(above) => Self { item: self.item, place: format!("{above}[]`: ") },
            None => self.clone(),
        }
    }
}

impl<'a> Comparison<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        Self { old, new, items: Vec::new(), seen: BTreeSet::new() }
    }

    /// A further item to tell changes of.
    pub(super) fn item(&mut self, name: &str, module: usize) -> At {
        let module = self.old.modules.get(module).map(|module| module.name.clone());
        let module = module.unwrap_or_default().trim_start_matches("r#").to_owned();
        self.items.push(WireItem { name: name.to_owned(), module, changes: Vec::new() });
        At { item: self.items.len() - 1, place: String::new() }
    }

    pub(super) fn tell(&mut self, at: &At, effect: WireEffect, text: &str) {
        let text = format!("{}{text}", at.place);
        self.items[at.item].changes.push(WireChange { effect, text });
    }

    /// What no longer fits: refused where it is sent, misread where it comes.
    fn misfit(&mut self, at: &At, way: Direction, text: &str) {
        let effect = match way {
            Direction::Request => WireEffect::Refused,
            Direction::Response => WireEffect::Misread,
        };
        self.tell(at, effect, text);
    }

    /// Compares what travels `way` where the old document had `old` and the new one has `new`.
    pub(super) fn types(&mut self, at: &At, way: Direction, old: &TypeRef, new: &TypeRef) {
        let (before, after) = (plain(self.old, old), plain(self.new, new));
        match (before, after) {
            (TypeRef::Nullable(old), TypeRef::Nullable(new)) => self.types(at, way, old, new),
            (TypeRef::Nullable(old), new) => {
                if way == Direction::Request && !self.takes_null(new) {
                    self.misfit(at, way, "may not be null any more");
                }
                self.types(at, way, old, new);
            }
            (old, TypeRef::Nullable(new)) => {
                if way == Direction::Response && *old != TypeRef::Any {
                    self.misfit(at, way, "may be null now");
                }
                self.types(at, way, old, new);
            }
            (TypeRef::List(old), TypeRef::List(new)) => self.types(&at.items(), way, old, new),
            (TypeRef::Map(old), TypeRef::Map(new)) => self.types(&at.member("*"), way, old, new),
            (TypeRef::Named(old), TypeRef::Named(new)) => self.named(at, way, *old, *new),
            (old, new) => self.others(at, way, old, new),
        }
    }

    fn takes_null(&self, ty: &TypeRef) -> bool {
        matches!(ty, TypeRef::Any | TypeRef::Null)
    }

    /// Types of which one at least has no name.
    fn others(&mut self, at: &At, way: Direction, old: &TypeRef, new: &TypeRef) {
        // What takes anything takes what came before; what gave anything was read as such.
        let is_open = match way {
            Direction::Request => *new == TypeRef::Any,
            Direction::Response => *old == TypeRef::Any,
        };
        let (was, is) = (form(self.old, old), form(self.new, new));
        if is_open || (was == Form::Several && is == Form::Several) {
            return;
        }
        if was == is || (way == Direction::Request && (was, is) == (Form::Whole, Form::Number)) {
            self.values(at, way, old, new);
            return;
        }
        if self.union_with(at, way, old, new) {
            return;
        }
        let text = format!("was {}, is {} now", said(self.old, old), said(self.new, new));
        self.misfit(at, way, &text);
    }

    fn named(&mut self, at: &At, way: Direction, old: TypeId, new: TypeId) {
        if !self.seen.insert((old, new, way == Direction::Request)) {
            return;
        }
        let (before, after) = (self.old.type_def(old), self.new.type_def(new));
        match (&before.kind, &after.kind) {
            (TypeKind::Struct(was), TypeKind::Struct(is)) => {
                let at = self.item(&before.name, before.module.0);
                self.structs(&at, way, was, is);
            }
            (TypeKind::Union(was), TypeKind::Union(is)) => {
                let at = self.item(&before.name, before.module.0);
                self.unions(&at, way, was, is);
            }
            (TypeKind::Newtype(was), TypeKind::Newtype(is)) => {
                let at = self.item(&before.name, before.module.0);
                self.types(&at, way, was, is);
            }
            (
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_),
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_),
            ) => {
                let at = self.item(&before.name, before.module.0);
                self.others(&at, way, &TypeRef::Named(old), &TypeRef::Named(new));
            }
            _ => self.others(at, way, &TypeRef::Named(old), &TypeRef::Named(new)),
        }
    }

    /// Values that were known, and are.
    fn values(&mut self, at: &At, way: Direction, old: &TypeRef, new: &TypeRef) {
        let (was, is) = (values(self.old, old), values(self.new, new));
        match (way, was, is) {
            (Direction::Request, None, Some(is)) => {
                self.tell(at, WireEffect::Refused, &format!("takes only {} now", list(&is)));
            }
            (Direction::Response, Some(_), None) => {
                self.tell(at, WireEffect::Unknown, "may be any value now");
            }
            (Direction::Request, Some(was), Some(is)) => {
                let gone: Vec<String> = was.into_iter().filter(|it| !is.contains(it)).collect();
                if !gone.is_empty() {
                    self.tell(at, WireEffect::Refused, &format!("no longer takes {}", list(&gone)));
                }
            }
            (Direction::Response, Some(was), Some(is)) => {
                let more: Vec<String> = is.into_iter().filter(|it| !was.contains(it)).collect();
                if !more.is_empty() {
                    self.tell(at, WireEffect::Unknown, &format!("may be {} now", list(&more)));
                }
            }
            _ => {}
        }
    }

    fn structs(&mut self, at: &At, way: Direction, old: &Struct, new: &Struct) {
        let (was, is) = (members(old), members(new));
        for member in &is {
            let before = was.iter().find(|it| it.wire == member.wire);
            if way == Direction::Request && !member.is_set_by_server && member.is_required() {
                let at = at.member(member.wire);
                match before {
                    None => self.tell(&at, WireEffect::Refused, "is new, and must be given"),
                    Some(before) if !before.is_required() => {
                        self.tell(&at, WireEffect::Refused, "must be given now");
                    }
                    Some(_) => {}
                }
            }
            if let Some(before) = before {
                self.member(&at.member(member.wire), way, before, member);
            }
        }
        if way == Direction::Response {
            for member in was.iter().filter(|member| member.is_required()) {
                let text = match is.iter().find(|it| it.wire == member.wire) {
                    None => "is not described any more",
                    Some(now) if !now.is_required() => "may be missing now",
                    Some(_) => continue,
                };
                self.tell(&at.member(member.wire), WireEffect::Misread, text);
            }
        }
    }

    fn member(&mut self, at: &At, way: Direction, old: &Member<'_>, new: &Member<'_>) {
        if way == Direction::Request && old.may_be_null() && !new.may_be_null() && !new.takes_any()
        {
            self.misfit(at, way, "may not be null any more");
        }
        if way == Direction::Response && new.may_be_null() && !old.may_be_null() && !old.takes_any()
        {
            self.misfit(at, way, "may be null now");
        }
        match (&old.value, &new.value) {
            (Value::Type(old), Value::Type(new)) => self.types(at, way, old, new),
            (Value::Constant(old), Value::Constant(new)) if old != new => {
                let text = format!("was {}, is {} now", written(old), written(new));
                self.misfit(at, way, &text);
            }
            (Value::Constant(was), Value::Type(ty)) => {
                let takes = values(self.new, ty).is_none_or(|is| is.contains(&written(was)));
                if way == Direction::Request && !takes {
                    self.misfit(at, way, &format!("no longer takes {}", written(was)));
                } else if way == Direction::Response {
                    self.tell(at, WireEffect::Unknown, &format!("was always {}", written(was)));
                }
            }
            (Value::Type(ty), Value::Constant(is))
                if way == Direction::Request
                    && values(self.old, ty).is_none_or(|was| was != [written(is)]) =>
            {
                self.misfit(at, way, &format!("takes only {} now", written(is)));
            }
            _ => {}
        }
    }

    fn unions(&mut self, at: &At, way: Direction, old: &Union, new: &Union) {
        let (was, is) = (variants(self.old, old), variants(self.new, new));
        for (name, content) in &was {
            match is.iter().find(|(other, _)| other == name) {
                Some((_, now)) => {
                    if let (VariantContent::Type(old), VariantContent::Type(new)) = (content, now) {
                        self.types(at, way, old, new);
                    }
                }
                None if way == Direction::Request => {
                    self.tell(at, WireEffect::Refused, &format!("no longer takes {name}"));
                }
                None => {}
            }
        }
        if way == Direction::Response {
            let more = is.iter().filter(|(name, _)| !was.iter().any(|(other, _)| other == name));
            for (name, _) in more {
                self.tell(at, WireEffect::Unknown, &format!("may be {name} now"));
            }
        }
    }

    /// A type that became one of several, or one of several that is left. Whether that is so.
    fn union_with(&mut self, at: &At, way: Direction, old: &TypeRef, new: &TypeRef) -> bool {
        let (was, is) = (alternatives(self.old, old), alternatives(self.new, new));
        let among = |api: &Api, list: &[TypeRef], form_wanted: Form| {
            list.iter().find(|it| form(api, it) == form_wanted).cloned()
        };
        match (was, is) {
            (None, Some(is)) => {
                let Some(same) = among(self.new, &is, form(self.old, old)) else { return false };
                if way == Direction::Response {
                    let text = format!("may be another kind of {} now", said(self.new, new));
                    self.tell(at, WireEffect::Misread, &text);
                }
                self.types(at, way, old, &same);
                true
            }
            (Some(was), None) => {
                let Some(same) = among(self.old, &was, form(self.new, new)) else { return false };
                if way == Direction::Request {
                    let text = format!("takes only {} now", said(self.new, new));
                    self.tell(at, WireEffect::Refused, &text);
                }
                self.types(at, way, &same, new);
                true
            }
            _ => false,
        }
    }
}

/// The types that a value of a union may have; `None` of anything else.
fn alternatives(api: &Api, ty: &TypeRef) -> Option<Vec<TypeRef>> {
    let TypeRef::Named(id) = plain(api, ty) else { return None };
    let TypeKind::Union(union) = &api.type_def(*id).kind else { return None };
    let types = union.variants.iter().map(|variant| match &variant.content {
        VariantContent::Type(ty) => ty.clone(),
        VariantContent::Value(Literal::String(_)) => TypeRef::String,
        VariantContent::Value(Literal::Bool(_)) => TypeRef::Bool,
        VariantContent::Value(Literal::Null) => TypeRef::Null,
        VariantContent::Value(_) => TypeRef::Double,
    });
    Some(types.collect())
}

/// The members of a union, by what tells them on the wire: values of the tag, or else what they are.
fn variants(api: &Api, union: &Union) -> Vec<(String, VariantContent)> {
    let mut named = Vec::new();
    for (at, variant) in union.variants.iter().enumerate() {
        let tags = union.tag.iter().flat_map(|tag| {
            let own = tag.values.iter().filter(move |(_, members)| members.contains(&at));
            own.map(|(value, _)| format!("`{}` {}", tag.property, written(value)))
        });
        let mut names: Vec<String> = tags.collect();
        if names.is_empty() {
            names.push(match &variant.content {
                VariantContent::Value(literal) => written(literal),
                VariantContent::Type(ty) => said(api, ty),
            });
        }
        named.extend(names.into_iter().map(|name| (name, variant.content.clone())));
    }
    named
}

/// A property as it travels, with a field or without.
struct Member<'a> {
    wire: &'a str,
    value: Value<'a>,
    presence: Presence,
    is_set_by_server: bool,
}

enum Value<'a> {
    Type(&'a TypeRef),
    Constant(&'a Literal),
}

impl Member<'_> {
    fn is_required(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::Nullable)
    }

    fn may_be_null(&self) -> bool {
        !matches!(self.presence, Presence::Required | Presence::Optional)
    }

    fn takes_any(&self) -> bool {
        matches!(self.value, Value::Type(TypeRef::Any))
    }
}

fn members(object: &Struct) -> Vec<Member<'_>> {
    let fields = object.fields.iter().map(|field| Member {
        wire: &field.wire,
        value: field.constant.as_ref().map_or(Value::Type(&field.ty), Value::Constant),
        presence: field.presence,
        is_set_by_server: field.read_only,
    });
    let constants = object.constants.iter().map(|constant| Member {
        wire: &constant.wire,
        value: Value::Constant(&constant.value),
        presence: if constant.may_be_missing { Presence::Optional } else { Presence::Required },
        is_set_by_server: false,
    });
    fields.chain(constants).collect()
}

/// How many values are told.
const TOLD: usize = 6;

fn list(values: &[String]) -> String {
    let told: Vec<String> = values.iter().take(TOLD).map(|value| format!("`{value}`")).collect();
    match values.len() - told.len() {
        0 => told.join(", "),
        more => format!("{} and {more} more", told.join(", ")),
    }
}
