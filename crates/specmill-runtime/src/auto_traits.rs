//! What types are to threads, asserted where they are defined.

/// Asserts that a type is `Send`, `Sync` or `Unpin`, whatever its parameters are, which stand in the
/// brackets with what must be known of them. It is checked when the crate is compiled and is nothing
/// in the program.
macro_rules! auto_traits {
    ([$($parameters:tt)*] $type:ty: $($bounds:tt)+) => {
        const _: () = {
            #[allow(dead_code, reason = "to be compiled is all that it is for")]
            fn check<$($parameters)*>() {
                fn holds<T: $($bounds)+>() {}
                holds::<$type>();
            }
        };
    };
}

pub(crate) use auto_traits;
