//! The kinds of changes, by which a summary counts them.

use std::fmt;

/// What kind of change it is, whatever it changed. Shown (`Display`) in a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ChangeKind {
    /// A group of operations is new.
    GroupAdded,
    /// A group of operations is gone.
    GroupRemoved,
    /// An operation is new.
    OperationAdded,
    /// An operation is gone, or has another name.
    OperationRemoved,
    /// An operation answers with another type.
    AnswerChanged,
    /// An operation has a builder now, has none any more, or has one of another name.
    BuilderChanged,
    /// A call takes a further argument.
    ArgumentAdded,
    /// A call takes an argument no more.
    ArgumentRemoved,
    /// An argument has another type.
    ArgumentTypeChanged,
    /// An argument has another name.
    ArgumentRenamed,
    /// The arguments have another order.
    ArgumentsReordered,
    /// An operation takes a further optional parameter.
    ParameterAdded,
    /// An operation takes an optional parameter no more.
    ParameterRemoved,
    /// A type is new.
    TypeAdded,
    /// A type is gone, or has another name.
    TypeRemoved,
    /// A struct became an enum, or the like.
    TypeKindChanged,
    /// A type is in another module.
    ModuleChanged,
    /// An alias stands for another type.
    AliasChanged,
    /// A type became `#[non_exhaustive]`.
    NonExhaustiveAdded,
    /// A type has a lifetime now, or has none any more.
    LifetimeChanged,
    /// A type has a `Default` now.
    DefaultAdded,
    /// A type has no `Default` any more.
    DefaultRemoved,
    /// A field is new.
    FieldAdded,
    /// A field is gone, or has another name.
    FieldRemoved,
    /// A field has another type.
    FieldTypeChanged,
    /// A field can be missing or null, which it could not.
    FieldMadeOptional,
    /// A field is always there, which it was not.
    FieldMadeRequired,
    /// A field can be both missing and null now, or can no longer be.
    FieldNullChanged,
    /// A variant is new.
    VariantAdded,
    /// A variant is gone, or has another name.
    VariantRemoved,
    /// A variant holds another type.
    VariantTypeChanged,
    /// A function is new.
    FunctionAdded,
    /// A function is gone: a setter, a constructor, a method.
    FunctionRemoved,
    /// A function returns another type.
    ReturnTypeChanged,
    /// A trait is implemented now.
    ImplementationAdded,
    /// A trait is implemented no more.
    ImplementationRemoved,
    /// An operation or a type is deprecated now.
    ItemDeprecated,
    /// A field, a variant or a setter is deprecated now.
    MemberDeprecated,
    /// Something is deprecated no more.
    DeprecationRemoved,
}

impl fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::GroupAdded => "group of operations added",
            Self::GroupRemoved => "group of operations removed",
            Self::OperationAdded => "operation added",
            Self::OperationRemoved => "operation removed",
            Self::AnswerChanged => "an operation answers with another type",
            Self::BuilderChanged => "an operation has another builder, or none",
            Self::ArgumentAdded => "required argument added",
            Self::ArgumentRemoved => "argument removed",
            Self::ArgumentTypeChanged => "an argument changed its type",
            Self::ArgumentRenamed => "an argument changed its name",
            Self::ArgumentsReordered => "arguments changed places",
            Self::ParameterAdded => "optional parameter added",
            Self::ParameterRemoved => "optional parameter removed",
            Self::TypeAdded => "type added",
            Self::TypeRemoved => "type removed",
            Self::TypeKindChanged => "a type became another kind of item",
            Self::ModuleChanged => "a type is in another module",
            Self::AliasChanged => "an alias stands for another type",
            Self::NonExhaustiveAdded => "a type became `#[non_exhaustive]`",
            Self::LifetimeChanged => "a type gained or lost its lifetime",
            Self::DefaultAdded => "`Default` added",
            Self::DefaultRemoved => "`Default` removed",
            Self::FieldAdded => "field added",
            Self::FieldRemoved => "field removed",
            Self::FieldTypeChanged => "a field changed its type",
            Self::FieldMadeOptional => "a field can be missing or null now",
            Self::FieldMadeRequired => "a field is always there now",
            Self::FieldNullChanged => "a field tells null from a missing value, or no longer does",
            Self::VariantAdded => "variant added",
            Self::VariantRemoved => "variant removed",
            Self::VariantTypeChanged => "a variant changed its type",
            Self::FunctionAdded => "function added",
            Self::FunctionRemoved => "function removed",
            Self::ReturnTypeChanged => "a function returns another type",
            Self::ImplementationAdded => "implementation of a trait added",
            Self::ImplementationRemoved => "implementation of a trait removed",
            Self::ItemDeprecated => "an operation or type is deprecated now",
            Self::MemberDeprecated => "a member is deprecated now",
            Self::DeprecationRemoved => "no longer deprecated",
        })
    }
}
