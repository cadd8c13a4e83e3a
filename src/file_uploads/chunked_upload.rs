//! A large file in parts, several at a time.

use std::fmt;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use super::begun_upload::{BegunUpload, OnPart, OnProgress};
use super::chunked_upload_error::ChunkedUploadError as Fault;
use super::file_version::FileVersion;
use super::unfinished_upload::UnfinishedUpload;
use crate::http::{self, Response};
use crate::types::{CreateUploadRequest, CreateUploadRequestPurpose, Upload};
use crate::uploads::UploadsClient;

/// How large a part is where the caller does not say: the most that the API takes, 64 MB.
const PART_SIZE: u64 = 64 * 1024 * 1024;
/// How many parts are sent at a time where the caller does not say.
const CONCURRENCY: usize = 4;
/// The most parts of an upload: their list is kept in memory.
const MOST_PARTS: u64 = 100_000;

type Result<T> = std::result::Result<T, Fault>;

/// An upload of a large file in parts, several at a time. Awaiting it sends them, and returns the completed
/// upload, whose `file` is ready to be used. Created by [`UploadsClient::upload_chunked`] and
/// [`UploadsClient::resume_chunked`].
///
/// A part is read from the file while it is sent, and again for each try, so that no part is ever in
/// memory as a whole. Dropping the future ends the calls and leaves the upload to be resumed.
#[must_use = "nothing is sent until it is awaited"]
pub struct ChunkedUpload {
    client: http::Client,
    path: PathBuf,
    begin: Begin,
    concurrency: usize,
    checksum: Checksum,
    on_progress: Option<OnProgress>,
    on_part: Option<OnPart>,
}

/// How it begins.
enum Begin {
    New(Box<NewUpload>),
    Resumed(Box<UnfinishedUpload>),
}

struct NewUpload {
    purpose: CreateUploadRequestPurpose,
    part_size: u64,
    request: Box<dyn FnOnce(CreateUploadRequest) -> CreateUploadRequest + Send>,
}

enum Checksum {
    None,
    Known(String),
    #[cfg(feature = "md5")]
    OfFile,
}

impl UploadsClient<'_> {
    /// Uploads the file at `path` in parts of 64 MB, four at a time: up to 8 GB, where
    /// `client.files().create(…)` takes 512 MB.
    ///
    /// A part that fails is tried again as any call is. When that does not help, the parts that are under
    /// way are brought to their end, and the error has what is needed to go on, without sending again
    /// what the server has accepted:
    ///
    /// ```no_run
    /// use openai_rest::ChunkedUploadError;
    /// # async fn run(client: openai_rest::Client) -> Result<(), ChunkedUploadError> {
    /// let mut result = client.uploads().upload_chunked("film.mp4", "user_data").await;
    /// while let Err(ChunkedUploadError::Call { unfinished: Some(unfinished), .. }) = result {
    ///     tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    ///     result = client.uploads().resume_chunked("film.mp4", *unfinished).await;
    /// }
    /// println!("{:?}", result?.file);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`ChunkedUploadError`](crate::ChunkedUploadError); a file that changes while it is sent is one, and
    /// has the upload cancelled.
    pub fn upload_chunked(
        &self,
        path: impl Into<PathBuf>,
        purpose: impl Into<CreateUploadRequestPurpose>,
    ) -> ChunkedUpload {
        let purpose = purpose.into();
        let request = Box::new(|request| request);
        let new = Box::new(NewUpload { purpose, part_size: PART_SIZE, request });
        self.chunked(path.into(), Begin::New(new))
    }

    /// Goes on with an upload in parts, of the same file: parts that were accepted are not sent again.
    pub fn resume_chunked(
        &self,
        path: impl Into<PathBuf>,
        unfinished: UnfinishedUpload,
    ) -> ChunkedUpload {
        self.chunked(path.into(), Begin::Resumed(Box::new(unfinished)))
    }

    fn chunked(&self, path: PathBuf, begin: Begin) -> ChunkedUpload {
        ChunkedUpload {
            client: self.client.clone(),
            path,
            begin,
            concurrency: CONCURRENCY,
            checksum: Checksum::None,
            on_progress: None,
            on_part: None,
        }
    }
}

impl ChunkedUpload {
    /// The size of a part in bytes: 64 MiB by default, which is the most that the API takes. An upload that
    /// is resumed keeps its own.
    pub fn part_size(mut self, bytes: u64) -> Self {
        if let Begin::New(new) = &mut self.begin {
            new.part_size = bytes;
        }
        self
    }

    /// How many parts are sent at a time: 4 by default.
    pub fn concurrency(mut self, parts: usize) -> Self {
        self.concurrency = parts.max(1);
        self
    }

    /// Changes the request that begins the upload, whose name and media type are those of the path: when
    /// the file is to be deleted, for one. Of an upload that is resumed it does nothing.
    ///
    /// ```no_run
    /// # fn example(upload: openai_rest::ChunkedUpload) -> openai_rest::ChunkedUpload {
    /// upload.request(|mut request| {
    ///     request.filename = "questions.jsonl".to_owned();
    ///     request
    /// })
    /// # }
    /// ```
    pub fn request(
        mut self,
        change: impl FnOnce(CreateUploadRequest) -> CreateUploadRequest + Send + 'static,
    ) -> Self {
        if let Begin::New(new) = &mut self.begin {
            let before = std::mem::replace(&mut new.request, Box::new(|request| request));
            new.request = Box::new(|request| change(before(request)));
        }
        self
    }

    /// The MD5 checksum of the file in hexadecimal digits, which the server compares with that of what has
    /// come. With the feature `md5`, `checksum` computes it.
    pub fn md5(mut self, md5: impl Into<String>) -> Self {
        self.checksum = Checksum::Known(md5.into());
        self
    }

    /// Has the server compare the MD5 checksum of the file with that of what has come. For it the file is
    /// read once more, while the parts are sent.
    #[cfg(feature = "md5")]
    pub fn checksum(mut self) -> Self {
        self.checksum = Checksum::OfFile;
        self
    }

    /// Calls `progress` with the number of bytes that were sent and with that of all, as they are sent.
    /// When a part is tried again, what was sent of it is taken off.
    pub fn on_progress(mut self, progress: impl Fn(u64, u64) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(progress));
        self
    }

    /// Calls `keep` when the upload has begun and with each part that the server has accepted: with what
    /// the upload can be resumed, also after the program has ended.
    pub fn on_part(mut self, keep: impl FnMut(&UnfinishedUpload) + Send + 'static) -> Self {
        self.on_part = Some(Box::new(keep));
        self
    }

    async fn run(self) -> Result<Response<Upload>> {
        let Self { client, path, begin, concurrency, checksum, on_progress, on_part } = self;
        let uploads = UploadsClient { client: &client };
        let version = FileVersion::at(&path).await.map_err(|error| Fault::Unreadable {
            path: path.clone(),
            error,
            unfinished: match &begin {
                Begin::New(_) => None,
                Begin::Resumed(unfinished) => Some(unfinished.clone()),
            },
        })?;
        let unfinished = match begin {
            Begin::New(new) => new.begin(&uploads, &path, version).await?,
            Begin::Resumed(unfinished) => unfinished.checked()?,
        };
        let mut begun = BegunUpload { uploads, path, unfinished };
        begun.check_file().await?;
        #[cfg(feature = "md5")]
        let computed = match checksum {
            Checksum::OfFile => Some(super::md5::Md5OfFile::compute(begun.path.clone())),
            _ => None,
        };
        begun.send_parts(concurrency, on_progress, on_part).await?;
        let md5 = match checksum {
            Checksum::None => None,
            Checksum::Known(md5) => Some(md5),
            #[cfg(feature = "md5")]
            Checksum::OfFile => begun.checksum(computed).await?,
        };
        begun.check_file().await?;
        begun.complete(md5).await
    }
}

impl NewUpload {
    async fn begin(
        self,
        uploads: &UploadsClient<'_>,
        path: &Path,
        version: FileVersion,
    ) -> Result<UnfinishedUpload> {
        let parts = match self.part_size {
            0 => return Err(Fault::Unfit { reason: "parts of 0 bytes never end".to_owned() }),
            part_size => version.size.div_ceil(part_size),
        };
        let (Some(places), Ok(size)) = (places(parts), i64::try_from(version.size)) else {
            let reason = format!(
                "{} bytes in parts of {} are {parts} parts, and an upload has at most {MOST_PARTS}",
                version.size, self.part_size
            );
            return Err(Fault::Unfit { reason });
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let media_type = http::Upload::path(path).media_type().to_owned();
        let request = CreateUploadRequest::new(&*name, self.purpose, size, media_type);
        let begun = uploads.create(&(self.request)(request)).await;
        let begun = begun.map_err(|error| Fault::Call { error, unfinished: None })?;
        Ok(UnfinishedUpload {
            upload_id: begun.id.clone(),
            #[allow(clippy::useless_conversion, reason = "it is a number in older descriptions")]
            expires_at: begun.expires_at.into(),
            file_size: version.size,
            file_modified: version.modified,
            part_size: self.part_size,
            part_ids: vec![None; places],
        })
    }
}

fn places(parts: u64) -> Option<usize> {
    usize::try_from(parts).ok().filter(|_| parts <= MOST_PARTS)
}

impl UnfinishedUpload {
    /// The upload, if it can be one that was handed out.
    fn checked(self) -> Result<Self> {
        let parts = self.part_ids.len();
        if self.part_size == 0 || self.file_size.div_ceil(self.part_size) != parts as u64 {
            let reason = format!(
                "the unfinished upload `{}` has {parts} parts of {} bytes, which is not what a file \
                 of {} bytes has",
                self.upload_id, self.part_size, self.file_size
            );
            return Err(Fault::Unfit { reason });
        }
        Ok(self)
    }
}

impl IntoFuture for ChunkedUpload {
    type Output = Result<Response<Upload>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl fmt::Debug for ChunkedUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkedUpload")
            .field("path", &self.path)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
