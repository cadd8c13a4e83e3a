//! Sending the parts of an upload that has begun.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::chunked_upload_error::ChunkedUploadError as Fault;
use super::file_version::FileVersion;
use super::side_by_side::SideBySide;
use super::unfinished_upload::UnfinishedUpload;
use crate::http::{self, Error, Response, ResponseFuture};
use crate::types::{AddUploadPartRequest, CompleteUploadRequest, Upload, UploadPart};
use crate::uploads::UploadsClient;

/// Called with the bytes that were sent, and all there are.
pub(super) type OnProgress = Arc<dyn Fn(u64, u64) + Send + Sync>;
/// Called with what has been done.
pub(super) type OnPart = Box<dyn FnMut(&UnfinishedUpload) + Send>;
type Result<T> = std::result::Result<T, Fault>;

/// An upload that has begun.
pub(super) struct BegunUpload<'a> {
    pub(super) uploads: UploadsClient<'a>,
    pub(super) path: PathBuf,
    pub(super) unfinished: UnfinishedUpload,
}

impl BegunUpload<'_> {
    /// Sends the parts that the server does not have. After a fault no more are begun, and those under
    /// way come to their end, so that none is sent again that the server has accepted.
    pub(super) async fn send_parts(
        &mut self,
        concurrency: usize,
        on_progress: Option<OnProgress>,
        mut on_part: Option<OnPart>,
    ) -> Result<()> {
        let mut keep = |unfinished: &UnfinishedUpload| {
            if let Some(keep) = &mut on_part {
                keep(unfinished);
            }
        };
        keep(&self.unfinished);
        let progress = on_progress.map(|tell| Progress::new(&self.unfinished, tell));
        let mut sending = SideBySide::new();
        let mut next = self.unfinished.next_missing(0);
        let mut failed = None;
        loop {
            while let Some(part) = next.filter(|_| failed.is_none() && sending.len() < concurrency)
            {
                sending.push(part, self.send(part, progress.as_ref()));
                next = self.unfinished.next_missing(part + 1);
            }
            let Some((part, result)) = sending.next().await else { break };
            // Also where the part has failed, since that may be the reason.
            self.check_file().await?;
            match result {
                Ok(accepted) => {
                    if let Some(place) = self.unfinished.part_ids.get_mut(part) {
                        *place = Some(accepted.into_inner().id);
                    }
                    keep(&self.unfinished);
                }
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        match failed {
            Some(error) => Err(self.failed(error)),
            None => Ok(()),
        }
    }

    fn send(&self, part: usize, progress: Option<&Progress>) -> ResponseFuture<UploadPart> {
        let content = http::Upload::path_range(&self.path, self.unfinished.range(part));
        let content = match progress {
            Some(progress) => progress.count(part, content),
            None => content,
        };
        let request = AddUploadPartRequest::new(content);
        self.uploads.add_part(&self.unfinished.upload_id, &request).into_future()
    }

    /// Cancels the upload if the file is not the one any more with which it began.
    pub(super) async fn check_file(&self) -> Result<()> {
        match FileVersion::at(&self.path).await {
            Ok(version) if version == self.unfinished.version() => Ok(()),
            Ok(_) => {
                let upload_id = self.unfinished.upload_id.clone();
                let is_cancelled = self.uploads.cancel(&upload_id).await.is_ok();
                Err(Fault::Changed { path: self.path.clone(), upload_id, is_cancelled })
            }
            Err(error) => Err(self.unreadable(error)),
        }
    }

    #[cfg(feature = "md5")]
    pub(super) async fn checksum(
        &self,
        computed: Option<super::md5::Md5OfFile>,
    ) -> Result<Option<String>> {
        let Some(computed) = computed else { return Ok(None) };
        computed.finish().await.map(Some).map_err(|error| self.unreadable(error))
    }

    pub(super) async fn complete(self, md5: Option<String>) -> Result<Response<Upload>> {
        let mut request =
            CompleteUploadRequest::new(self.unfinished.part_ids.iter().flatten().cloned());
        request.md5 = md5;
        let completed = self.uploads.complete(&self.unfinished.upload_id, &request).await;
        completed.map_err(|error| self.failed(error))
    }

    fn unreadable(&self, error: std::io::Error) -> Fault {
        let unfinished = Some(Box::new(self.unfinished.clone()));
        Fault::Unreadable { path: self.path.clone(), error, unfinished }
    }

    fn failed(&self, error: Error) -> Fault {
        Fault::Call { error, unfinished: Some(Box::new(self.unfinished.clone())) }
    }
}

/// How much has been sent.
struct Progress {
    /// Of each part.
    parts: Arc<[AtomicU64]>,
    sent: Arc<AtomicU64>,
    total: u64,
    tell: OnProgress,
}

impl Progress {
    fn new(unfinished: &UnfinishedUpload, tell: OnProgress) -> Self {
        Self {
            parts: unfinished.part_ids.iter().map(|_| AtomicU64::new(0)).collect(),
            sent: Arc::new(AtomicU64::new(unfinished.accepted_bytes())),
            total: unfinished.file_size,
            tell,
        }
    }

    /// Counts what is sent of the content of a part.
    fn count(&self, part: usize, content: http::Upload) -> http::Upload {
        let (parts, all) = (Arc::clone(&self.parts), Arc::clone(&self.sent));
        let (total, tell) = (self.total, Arc::clone(&self.tell));
        content.on_progress(move |bytes, _| {
            let before = parts.get(part).map_or(0, |part| part.swap(bytes, Ordering::Relaxed));
            // Wraps where a part is tried again, and so takes off what was sent of it.
            let more = bytes.wrapping_sub(before);
            tell(all.fetch_add(more, Ordering::Relaxed).wrapping_add(more), total);
        })
    }
}
