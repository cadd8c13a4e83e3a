//! A made-up API of the usual mix of types, the same on every run.

use fastrand::Rng;

/// Types of an API. Structs name only those before them, so that there are no cycles.
pub(crate) struct Api {
    pub(crate) structs: Vec<Struct>,
    /// The values of each enum.
    pub(crate) enums: Vec<Vec<String>>,
}

pub(crate) struct Struct {
    pub(crate) docs: String,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) ty: Type,
    pub(crate) required: bool,
}

#[derive(Clone)]
pub(crate) enum Type {
    Text,
    Integer,
    Number,
    Boolean,
    /// A string of this value only.
    Constant(String),
    /// The enum of this number.
    Enum(usize),
    /// The struct of this number.
    Struct(usize),
    List(Box<Type>),
}

impl Api {
    pub(crate) fn random(structs: usize, enums: usize) -> Self {
        let mut random = Rng::with_seed(1);
        let enums: Vec<Vec<String>> = (0..enums)
            .map(|number| {
                (0..random.usize(2..=6)).map(|value| format!("value_{value}_{number}")).collect()
            })
            .collect();
        let structs = (0..structs)
            .map(|number| Struct {
                docs: format!("The object of number {number}, as made for measuring."),
                fields: fields(number, enums.len(), &mut random),
            })
            .collect();
        Self { structs, enums }
    }
}

/// Two to nine fields, half of them required; every other struct has a constant as well.
fn fields(number: usize, enums: usize, random: &mut Rng) -> Vec<Field> {
    let constant = number.is_multiple_of(2).then(|| Field {
        name: "object".to_owned(),
        docs: "The type of the object, which is always the same.".to_owned(),
        ty: Type::Constant(format!("object.{number}")),
        required: true,
    });
    let count = random.usize(2..=9);
    let others = (0..count).map(|field| Field {
        name: format!("field_{field}"),
        docs: format!("What is to be known about field {field} of the object of number {number}."),
        ty: any_type(number, enums, random),
        required: random.bool(),
    });
    constant.into_iter().chain(others).collect()
}

fn any_type(before: usize, enums: usize, random: &mut Rng) -> Type {
    // Of 18; where there is no struct before this one, text.
    let object = |random: &mut Rng| match before {
        0 => Type::Text,
        _ => Type::Struct(random.usize(..before)),
    };
    match random.u8(..18) {
        0..7 => Type::Text,
        7..10 => Type::Integer,
        10 => Type::Boolean,
        11 => Type::Number,
        12..14 => Type::Enum(random.usize(..enums)),
        14..16 => object(random),
        16 => Type::List(Box::new(object(random))),
        _ => Type::List(Box::new(Type::Text)),
    }
}
