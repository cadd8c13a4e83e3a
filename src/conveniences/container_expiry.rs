//! When a container expires.

use crate::json::UnixTime;
use crate::types::ContainerResource;

impl ContainerResource {
    /// When the container expires, unless it is used before: `expires_after` its last use, or its
    /// creation where it has not been used. `None` if the server does not say how long it lasts.
    ///
    /// An expired container is gone with its files, and cannot be made to last again.
    #[must_use]
    pub fn expires_at(&self) -> Option<UnixTime> {
        let minutes = self.expires_after.as_ref()?.minutes?;
        let used = self.last_active_at.unwrap_or(self.created_at);
        Some(used.seconds().checked_add(minutes.checked_mul(60)?)?.into())
    }
}
