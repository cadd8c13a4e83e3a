//! What the compiler says where a stream, an answer or a call is taken for an iterator or a future, or waited
//! for without the feature `blocking`.
//!
//! The compiler says of `for item in stream` that a trait of the standard library is not implemented, and
//! takes the words for the way out only from a trait of ours. So there are implementations whose condition
//! is such a trait, which nothing has: they are never used, and what is missing is said in our words.
//! The condition is about `&()`, since the compiler takes the words of the outer trait where both are about
//! one type, and refuses a condition without parameters that does not hold.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;

use crate::http::{
    Accumulate, Accumulating, Call, Download, Error, EventStream, Items, Pages, Response,
};

#[diagnostic::on_unimplemented(
    message = "`{Stream}` is no iterator: each piece of it is awaited",
    label = "not an iterator",
    note = "loop with `while let Some(next) = stream.try_next().await? {{ … }}`; without async, and with \
            the feature `blocking`, with `for next in stream.blocking() {{ … }}`"
)]
pub trait IteratedWithoutAwait<Stream> {}

#[diagnostic::on_unimplemented(
    message = "`{Answer}` is no iterator",
    label = "an answer, which has status and headers beside its value",
    note = "the items of a page are in its list (`page.data`), and those of all pages come from `.items()` \
            of the call, in place of `.await`",
    note = "what is received piece by piece has `while let Some(next) = answer.try_next().await? {{ … }}`"
)]
pub trait IteratedAnswer<Answer> {}

#[diagnostic::on_unimplemented(
    message = "`{Request}` is no iterator: it has not been sent",
    label = "a call, which is sent when it is awaited",
    note = "await it first: `let answer = call.await?;`"
)]
pub trait IteratedBeforeSent<Request> {}

#[diagnostic::on_unimplemented(
    message = "`{Stream}` is no future: its pages are requested one after the other",
    label = "not awaited as a whole",
    note = "the next one is `.try_next().await?`, all that are left are `.collect().await?`"
)]
pub trait AwaitedAsAWhole<Stream> {}

macro_rules! iterated {
    ($($condition:ident: [$($parameters:tt)*] $type:ty => $item:ty;)*) => {$(
        #[doc(hidden)]
        impl<$($parameters)*> Iterator for $type
        where
            for<'a> &'a (): $condition<$type>,
        {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                None
            }
        }

        #[doc(hidden)]
        impl<$($parameters)*> Iterator for &$type
        where
            for<'a> &'a (): $condition<$type>,
        {
            type Item = $item;

            fn next(&mut self) -> Option<$item> {
                None
            }
        }
    )*};
}

iterated! {
    IteratedWithoutAwait: [T] Items<T> => T;
    IteratedWithoutAwait: [T] Pages<T> => Response<T>;
    IteratedWithoutAwait: [E] EventStream<E> => E;
    IteratedWithoutAwait: [E: Accumulate] Accumulating<E> => E;
    IteratedWithoutAwait: [] Download => Bytes;
    IteratedAnswer: [T] Response<T> => Infallible;
    IteratedBeforeSent: [T] Call<T> => Infallible;
}

macro_rules! awaited {
    ($([$parameter:ident] $type:ty => $item:ty;)*) => {$(
        #[doc(hidden)]
        impl<$parameter> Future for $type
        where
            for<'a> &'a (): AwaitedAsAWhole<$type>,
        {
            type Output = Result<Vec<$item>, Error>;

            fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
                Poll::Pending
            }
        }
    )*};
}

awaited! {
    [T] Items<T> => T;
    [T] Pages<T> => Response<T>;
}

/// What the feature `blocking` adds, for whoever has it off.
#[cfg(not(feature = "blocking"))]
mod without_blocking {
    use std::iter::Empty;

    use super::{Accumulate, Accumulating, Call, Download, EventStream, Items, Pages};
    use super::{Bytes, Error, Response};
    use crate::http::ErrorKind;

    #[diagnostic::on_unimplemented(
        message = "`{Waited}` is waited for in code without async, for which the feature `blocking` is off",
        label = "the feature `blocking` is off",
        note = "turn on the feature `blocking` of the client's crate or of `specmill-runtime`; in async code, \
                await it instead: `call.await?`, `stream.try_next().await?`"
    )]
    pub trait WaitedFor<Waited> {}

    macro_rules! without_blocking {
        ($([$($parameters:tt)*] $type:ty => $item:ty;)*) => {$(
            #[doc(hidden)]
            impl<$($parameters)*> $type {
                pub fn blocking(&mut self) -> Empty<Result<$item, Error>>
                where
                    for<'a> &'a (): WaitedFor<$type>,
                {
                    std::iter::empty()
                }

                pub fn into_blocking(self) -> Empty<Result<$item, Error>>
                where
                    for<'a> &'a (): WaitedFor<$type>,
                {
                    std::iter::empty()
                }
            }
        )*};
    }

    without_blocking! {
        [T] Items<T> => T;
        [T] Pages<T> => Response<T>;
        [E] EventStream<E> => E;
        [E: Accumulate] Accumulating<E> => E;
        [] Download => Bytes;
    }

    #[doc(hidden)]
    impl<T> Call<T> {
        pub fn send(self) -> Result<Response<T>, Error>
        where
            for<'a> &'a (): WaitedFor<Call<T>>,
        {
            let summary = "the feature `blocking` is off".to_owned();
            Err(Error::unsent(ErrorKind::Configuration, summary))
        }
    }
}
