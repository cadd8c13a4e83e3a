//! A request is sent, with its redirects and its tries, until there is an answer.

mod attempt;
mod exchange;
mod outcome;
mod redirect;
mod redirect_fault;
mod sockets;
mod unread;

pub(crate) use attempt::root_cause;
pub(crate) use exchange::{Exchange, begin};
pub(crate) use outcome::{Details, Outcome, Reading, StreamLimits, take_out_of_drift};
