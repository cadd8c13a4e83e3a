use specmill_runtime::http::SendBlocking;
use desk::Invite;
use desk::Error;
use specmill_runtime::webhooks::Webhook;
