//! Files from the disk into a vector store.

use std::fmt;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use super::side_by_side::SideBySide;
use crate::files::FilesClient;
use crate::http::{self, Error, PollError, Polling, Response};
use crate::types::{
    CreateVectorStoreFileBatchRequest, CreateVectorStoreFileRequest, OpenAIFile,
    VectorStoreFileBatchObject, VectorStoreFileObject,
};
use crate::vector_stores::VectorStoresClient;

/// How many files are uploaded at a time where the caller does not say.
const CONCURRENCY: usize = 5;
/// What uploaded files are for, so that a vector store takes them.
const PURPOSE: &str = "assistants";

/// Files that are uploaded, added to a vector store and waited for: with a request `R` to add them, and an
/// answer `T`. Awaiting it begins. Created by [`VectorStoresClient::upload_and_poll`] and
/// [`VectorStoresClient::upload_file_batch_and_poll`].
#[must_use = "nothing is sent until it is awaited"]
pub struct UploadAndPoll<R, T> {
    client: http::Client,
    vector_store_id: String,
    paths: Vec<PathBuf>,
    concurrency: usize,
    request: Change<R>,
    polling: Change<Polling<T>>,
}

type Change<T> = Box<dyn FnOnce(T) -> T + Send>;
type Outcome<T> = Result<Response<T>, UploadAndPollError<T>>;

impl VectorStoresClient<'_> {
    /// Uploads the file at `path`, adds it to a vector store, and waits until it is ready to be searched,
    /// or has failed or is cancelled.
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # async fn run(client: openai_rest::Client) -> Result<(), openai_rest::Error> {
    /// let file = client
    ///     .vector_stores()
    ///     .upload_and_poll("vs_abc", "handbook.pdf")
    ///     .polling(|polling| polling.deadline(Duration::from_secs(600)))
    ///     .await?;
    /// println!("{}: {:?}", file.status, file.last_error);
    /// # Ok(()) }
    /// ```
    pub fn upload_and_poll(
        &self,
        vector_store_id: impl Into<String>,
        path: impl Into<PathBuf>,
    ) -> UploadAndPoll<CreateVectorStoreFileRequest, VectorStoreFileObject> {
        UploadAndPoll::new(self.client, vector_store_id.into(), vec![path.into()])
    }

    /// Uploads many files, five at a time, adds them to a vector store together, and waits until all are
    /// ready to be searched, or the batch has failed or is cancelled. How many failed is in its
    /// `file_counts`.
    ///
    /// ```no_run
    /// # async fn run(client: openai_rest::Client) -> Result<(), openai_rest::Error> {
    /// let paths = ["tides.md", "ferries.md", "herons.md"];
    /// let batch = client.vector_stores().upload_file_batch_and_poll("vs_abc", paths).await?;
    /// println!("{} of {} files", batch.file_counts.completed, batch.file_counts.total);
    /// # Ok(()) }
    /// ```
    pub fn upload_file_batch_and_poll(
        &self,
        vector_store_id: impl Into<String>,
        paths: impl IntoIterator<Item: Into<PathBuf>>,
    ) -> UploadAndPoll<CreateVectorStoreFileBatchRequest, VectorStoreFileBatchObject> {
        let paths = paths.into_iter().map(Into::into).collect();
        UploadAndPoll::new(self.client, vector_store_id.into(), paths)
    }
}

impl<R: 'static, T: 'static> UploadAndPoll<R, T> {
    fn new(client: &http::Client, vector_store_id: String, paths: Vec<PathBuf>) -> Self {
        Self {
            client: client.clone(),
            vector_store_id,
            paths,
            concurrency: CONCURRENCY,
            request: Box::new(|request| request),
            polling: Box::new(|polling| polling),
        }
    }

    /// How many files are uploaded at a time: 5 by default.
    pub fn concurrency(mut self, files: usize) -> Self {
        self.concurrency = files.max(1);
        self
    }

    /// Changes the request that adds the uploaded files, which has their ids: their attributes, or how they
    /// are cut.
    pub fn request(mut self, change: impl FnOnce(R) -> R + Send + 'static) -> Self {
        let before = std::mem::replace(&mut self.request, Box::new(|request| request));
        self.request = Box::new(|request| change(before(request)));
        self
    }

    /// Sets how long is waited, and how often is asked.
    pub fn polling(
        mut self,
        change: impl FnOnce(Polling<T>) -> Polling<T> + Send + 'static,
    ) -> Self {
        let before = std::mem::replace(&mut self.polling, Box::new(|polling| polling));
        self.polling = Box::new(|polling| change(before(polling)));
        self
    }

    /// Uploads the files, in the order of which their ids are.
    async fn upload(&mut self) -> Result<Vec<OpenAIFile>, UploadAndPollError<T>> {
        let files = FilesClient { client: &self.client };
        let mut paths = std::mem::take(&mut self.paths).into_iter().enumerate();
        let mut uploading = SideBySide::new();
        let mut uploaded = Vec::new();
        let mut failed = None;
        loop {
            while failed.is_none()
                && uploading.len() < self.concurrency
                && let Some((place, path)) = paths.next()
            {
                let call = files.create_from_path(&path, PURPOSE);
                uploading.push((place, path), call.into_future());
            }
            match uploading.next().await {
                None => break,
                Some(((place, _), Ok(file))) => uploaded.push((place, file.into_inner())),
                Some(((_, path), Err(error))) => {
                    failed = failed.or(Some(Fault::Upload { path, error }));
                }
            }
        }
        uploaded.sort_by_key(|(place, _)| *place);
        let files = uploaded.into_iter().map(|(_, file)| file).collect();
        match failed {
            Some(fault) => Err(UploadAndPollError { files, fault }),
            None => Ok(files),
        }
    }

    /// Uploads the files, and waits for what `add` makes of their ids.
    async fn run(
        mut self,
        add: impl FnOnce(VectorStoresClient<'_>, &str, Vec<String>, Change<R>) -> Polling<T>,
    ) -> Outcome<T>
    where
        T: Send,
    {
        let files = self.upload().await?;
        let ids = files.iter().map(|file| file.id.clone()).collect();
        let stores = VectorStoresClient { client: &self.client };
        let polling = add(stores, &self.vector_store_id, ids, self.request);
        let polled = (self.polling)(polling).await;
        polled.map_err(|error| UploadAndPollError { files, fault: Fault::Poll(error) })
    }
}

impl IntoFuture for UploadAndPoll<CreateVectorStoreFileRequest, VectorStoreFileObject> {
    type Output = Outcome<VectorStoreFileObject>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run(|stores, store, ids, change| {
            let id = ids.into_iter().next().unwrap_or_default();
            stores.create_file_and_poll(store, &change(CreateVectorStoreFileRequest::new(id)))
        }))
    }
}

impl IntoFuture for UploadAndPoll<CreateVectorStoreFileBatchRequest, VectorStoreFileBatchObject> {
    type Output = Outcome<VectorStoreFileBatchObject>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run(|stores, store, ids, change| {
            let request = CreateVectorStoreFileBatchRequest::new().file_ids(ids);
            stores.create_file_batch_and_poll(store, &change(request))
        }))
    }
}

impl<R, T> fmt::Debug for UploadAndPoll<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadAndPoll")
            .field("vector_store_id", &self.vector_store_id)
            .field("paths", &self.paths)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}

/// The error of an [`UploadAndPoll`], with the files that were uploaded. `?` makes an [`Error`] of it where
/// that is what a function returns.
///
/// When a file cannot be uploaded, those under way come to their end, no other is begun, and none is added
/// to the vector store. Nothing is deleted.
pub struct UploadAndPollError<T> {
    fault: Fault<T>,
    files: Vec<OpenAIFile>,
}

enum Fault<T> {
    Upload { path: PathBuf, error: Error },
    Poll(PollError<T>),
}

impl<T> UploadAndPollError<T> {
    /// What ended it: the error of a call.
    pub fn error(&self) -> &Error {
        match &self.fault {
            Fault::Upload { error, .. } => error,
            Fault::Poll(error) => error.error(),
        }
    }

    /// The file that could not be uploaded; `None` where all were.
    pub fn path(&self) -> Option<&Path> {
        match &self.fault {
            Fault::Upload { path, .. } => Some(path),
            Fault::Poll(_) => None,
        }
    }

    /// The files that were uploaded, in their order.
    pub fn files(&self) -> &[OpenAIFile] {
        &self.files
    }

    /// The state in the vector store that came last, if one came.
    pub fn last(&self) -> Option<&Response<T>> {
        match &self.fault {
            Fault::Upload { .. } => None,
            Fault::Poll(error) => error.last(),
        }
    }
}

impl<T> From<UploadAndPollError<T>> for Error {
    fn from(error: UploadAndPollError<T>) -> Self {
        match error.fault {
            Fault::Upload { error, .. } => error,
            Fault::Poll(error) => error.into(),
        }
    }
}

impl<T> fmt::Display for UploadAndPollError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().fmt(f)
    }
}

impl<T> fmt::Debug for UploadAndPollError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadAndPollError")
            .field("error", self.error())
            .field("path", &self.path())
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

impl<T> std::error::Error for UploadAndPollError<T> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(self.error())
    }
}
