//! Tokens that expire.

use std::time::Duration;

use specmill_runtime::http::{Credential, Error, Token};

use super::{Counter, Recorder, Refused};
use crate::example::Client;

/// Gives tokens that live for 100 s, unless it was asked `failing` times.
fn short_lived(counter: &Counter, failing: std::ops::Range<usize>) -> Credential {
    let counter = counter.clone();
    Credential::token_provider(move || {
        let token = counter.next();
        let fails = failing.contains(&counter.asked());
        async move {
            match fails {
                true => Err(Refused("later")),
                false => Ok(Token::new(token).expires_in(Duration::from_secs(100))),
            }
        }
    })
}

/// The tokens of calls after each of these seconds, and what is told in their place.
async fn over_time(credential: Credential, seconds: &[u64]) -> Vec<String> {
    let recorder = Recorder::default();
    let builder = Client::builder().credential("Token", credential).transport(recorder.clone());
    let client = builder.build().unwrap();
    for wait in seconds {
        tokio::time::sleep(Duration::from_secs(*wait)).await;
        let result: Result<_, Error> = client.invites().retrieve("1").await;
        if let Err(error) = result {
            recorder.0.lock().unwrap().push(format!("{:?}", error.kind()));
        }
    }
    recorder.0.lock().unwrap().clone()
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_before_it_expires() {
    let counter = Counter::default();
    // The last tenth of 100 s begins after 90.
    let sent = over_time(short_lived(&counter, 0..0), &[0, 80, 11, 1, 300]).await;
    assert_eq!(sent, ["Bearer t-1", "Bearer t-1", "Bearer t-1", "Bearer t-2", "Bearer t-3"]);
    assert_eq!(counter.asked(), 3);
}

/// Half of its life at most, whatever the provider says.
#[tokio::test(start_paused = true)]
async fn a_provider_says_how_long_before_its_end_a_token_is_renewed() {
    for (before, seconds) in [(30, [0, 69, 2, 1]), (1200, [0, 49, 2, 1])] {
        let counter = Counter::default();
        let count = counter.clone();
        let credential = Credential::token_provider(move || {
            let token = Token::new(count.next()).expires_in(Duration::from_secs(100));
            async move { Ok::<_, Refused>(token.renew_before(Duration::from_secs(before))) }
        });
        let sent = over_time(credential, &seconds).await;
        assert_eq!(sent, ["Bearer t-1", "Bearer t-1", "Bearer t-1", "Bearer t-2"], "{before}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_renewed_is_used_to_its_end() {
    let counter = Counter::default();
    // Renewed at 91 s in vain; let alone for 5 s; again in vain at 97 s; over at 101 s.
    let sent = over_time(short_lived(&counter, 2..5), &[0, 91, 1, 5, 4, 1]).await;
    let expected = ["Bearer t-1", "Bearer t-1", "Bearer t-1", "Bearer t-1", "Credential"];
    assert_eq!(sent[..5], expected);
    assert_eq!(sent[5], "Bearer t-5");
    assert_eq!(counter.asked(), 5);
}

#[tokio::test(start_paused = true)]
async fn a_time_in_the_past_is_a_token_for_once() {
    let counter = Counter::default();
    let count = counter.clone();
    let credential = Credential::token_provider(move || {
        let token = count.next();
        async move { Ok::<_, Refused>(Token::new(token).expires_at(std::time::UNIX_EPOCH)) }
    });
    assert_eq!(over_time(credential, &[0, 0]).await, ["Bearer t-1", "Bearer t-2"]);
}
