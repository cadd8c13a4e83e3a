//! Objects, with members that have names or without.

use super::WireEffect;
use super::comparison::{At, Comparison};
use super::limits::narrowed;
use super::literals::{listed, plain, takes_null, values, written};
use crate::ir::{Api, Direction, Limits, Literal, Presence, Struct, TypeKind, TypeRef};

/// An object: its members, and what each other one is.
pub(super) struct Object<'t> {
    members: Vec<Member<'t>>,
    rest: Option<&'t TypeRef>,
    demands: &'t [Vec<Vec<String>>],
}

impl<'t> Object<'t> {
    pub(super) fn of(api: &'t Api, ty: &'t TypeRef) -> Option<Self> {
        match plain(api, ty) {
            TypeRef::Map(values) => {
                Some(Self { members: Vec::new(), rest: Some(values), demands: &[] })
            }
            TypeRef::Named(id) => match &api.type_def(*id).kind {
                TypeKind::Struct(object) => {
                    let extra = object.extra.as_ref().filter(|extra| extra.is_described);
                    let rest = extra.map(|extra| &extra.values);
                    Some(Self { members: members(object), rest, demands: &object.demands })
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn member(&self, wire: &str) -> Option<&Member<'t>> {
        self.members.iter().find(|member| member.wire == wire)
    }

    /// Whether both have members of the same names.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let has_all = |one: &Self, other: &Self| {
            one.members.iter().all(|member| other.member(member.wire).is_some())
        };
        !self.members.is_empty() && has_all(self, other) && has_all(other, self)
    }
}

/// A property as it travels, with a field or without.
struct Member<'t> {
    wire: &'t str,
    value: Value<'t>,
    presence: Presence,
    limits: Option<&'t Limits>,
    is_set_by_server: bool,
    is_never_sent_back: bool,
}

enum Value<'t> {
    Type(&'t TypeRef),
    Constant(&'t Literal),
}

impl Member<'_> {
    fn is_required(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::Nullable)
    }

    fn may_be_null(&self, api: &Api) -> bool {
        !matches!(self.presence, Presence::Required | Presence::Optional)
            || matches!(self.value, Value::Type(ty) if takes_null(api, ty))
    }

    /// Whether nothing of it travels this way.
    fn stays(&self, way: Direction) -> bool {
        match way {
            Direction::Request => self.is_set_by_server,
            Direction::Response => self.is_never_sent_back,
        }
    }
}

fn members(object: &Struct) -> Vec<Member<'_>> {
    let fields = object.fields.iter().map(|field| Member {
        wire: &field.wire,
        value: field.constant.as_ref().map_or(Value::Type(&field.ty), Value::Constant),
        presence: field.presence,
        limits: field.limits.as_deref(),
        is_set_by_server: field.read_only,
        is_never_sent_back: field.write_only,
    });
    let constants = object.constants.iter().map(|constant| Member {
        wire: &constant.wire,
        value: Value::Constant(&constant.value),
        presence: if constant.may_be_missing { Presence::Optional } else { Presence::Required },
        limits: None,
        is_set_by_server: false,
        is_never_sent_back: false,
    });
    fields.chain(constants).collect()
}

pub(super) fn objects(
    comparison: &mut Comparison<'_>,
    at: &At,
    way: Direction,
    old: &Object<'_>,
    new: &Object<'_>,
) {
    for after in new.members.iter().filter(|member| !member.stays(way)) {
        let at = at.member(after.wire);
        match (old.member(after.wire).filter(|before| !before.stays(way)), old.rest) {
            (Some(before), _) => member(comparison, &at, way, before, after),
            (None, rest) => {
                if way == Direction::Request && after.is_required() {
                    let text = match rest {
                        Some(_) => "must be given now",
                        None => "is new, and must be given",
                    };
                    comparison.tell(&at, WireEffect::Refused, text);
                }
                if let (Some(old), Value::Type(new)) = (rest, &after.value) {
                    comparison.types(&at, way, old, new);
                }
            }
        }
    }
    for before in old.members.iter().filter(|member| !member.stays(way)) {
        if new.member(before.wire).is_some_and(|after| !after.stays(way)) {
            continue;
        }
        let at = at.member(before.wire);
        if let (Some(new), Value::Type(old)) = (new.rest, &before.value) {
            comparison.types(&at, way, old, new);
            if way == Direction::Response && before.is_required() {
                comparison.tell(&at, WireEffect::Misread, "may be missing now");
            }
        } else if way == Direction::Request {
            comparison.tell(&at, WireEffect::Refused, "is not taken any more, or ignored");
        } else if before.is_required() {
            comparison.tell(&at, WireEffect::Misread, "is not described any more");
        }
    }
    if let (Some(old), Some(new)) = (old.rest, new.rest) {
        comparison.types(&at.member("*"), way, old, new);
    }
    if way == Direction::Request {
        demands(comparison, at, old, new);
    }
}

fn member(
    comparison: &mut Comparison<'_>,
    at: &At,
    way: Direction,
    old: &Member<'_>,
    new: &Member<'_>,
) {
    let was_null = old.may_be_null(comparison.old);
    let is_null = new.may_be_null(comparison.new);
    match way {
        Direction::Request => {
            if new.is_required() && !old.is_required() {
                comparison.tell(at, WireEffect::Refused, "must be given now");
            }
            if was_null && !is_null && !is_any(old) {
                comparison.tell(at, WireEffect::Refused, "may not be null any more");
            }
        }
        Direction::Response => {
            if old.is_required() && !new.is_required() {
                comparison.tell(at, WireEffect::Misread, "may be missing now");
            }
            if is_null && !was_null && !is_any(new) {
                comparison.tell(at, WireEffect::Misread, "may be null now");
            }
        }
    }
    match (&old.value, &new.value) {
        (Value::Type(before), Value::Type(after)) => {
            comparison.types(at, way, before, after);
            if way == Direction::Request {
                narrowed(comparison, at, after, old.limits, new.limits);
            }
        }
        (Value::Constant(before), Value::Constant(after)) if before != after => {
            let text = format!("was `{}`, is `{}` now", written(before), written(after));
            comparison.misfit(at, way, &text);
        }
        (Value::Constant(_), Value::Constant(_)) => {}
        (Value::Constant(was), Value::Type(ty)) => {
            let was = written(was);
            let known = values(comparison.new, ty);
            match way {
                Direction::Request if known.is_some_and(|is| !is.contains(&was)) => {
                    comparison.misfit(at, way, &format!("no longer takes `{was}`"));
                }
                Direction::Request => {}
                Direction::Response => {
                    let text = format!("was always `{was}`, may be another value now");
                    comparison.tell(at, WireEffect::Unknown, &text);
                }
            }
        }
        (Value::Type(ty), Value::Constant(is)) => {
            let is = written(is);
            let was = values(comparison.old, ty);
            if way == Direction::Request && was.as_ref().is_none_or(|was| *was != [is.clone()]) {
                comparison.misfit(at, way, &format!("takes only `{is}` now"));
            }
        }
    }
}

/// Whether a change of its type says that it may be null, or may not.
fn is_any(member: &Member<'_>) -> bool {
    matches!(member.value, Value::Type(TypeRef::Any))
}

/// Tells of which members one at least must be given now.
fn demands(comparison: &mut Comparison<'_>, at: &At, old: &Object<'_>, new: &Object<'_>) {
    let is_given = |name: &String| old.member(name).is_some_and(Member::is_required);
    for demand in new.demands {
        let is_met = demand.iter().any(|all| all.iter().all(is_given));
        if is_met || old.demands.contains(demand) {
            continue;
        }
        let all = |names: &Vec<String>| names.join(" with ");
        let told: Vec<String> = demand.iter().map(all).collect();
        comparison.tell(at, WireEffect::Refused, &format!("needs one of {} now", listed(&told)));
    }
}
