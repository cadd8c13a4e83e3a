//! The Realtime API.

use super::audio::{self, InvalidAudio, LONGEST_PIECE};
use super::connect::Connect;
use super::connection::Connection;
use super::connection_error::ConnectionError;
use super::sender::Sender;
use crate::realtime::RealtimeClient;

#[cfg(convenience = "realtime_websocket")]
mod conversation {
    use super::*;
    use crate::types::{
        RealtimeClientEvent, RealtimeClientEventInputAudioBufferAppend, RealtimeConversationItem,
        RealtimeConversationItemMessageUser, RealtimeConversationItemMessageUserContent,
        RealtimeConversationItemMessageUserContentType, RealtimeServerEvent,
        RealtimeServerEventResponseAudioDelta,
    };

    /// A connection to the Realtime API.
    pub type RealtimeConnection = Connection<RealtimeClientEvent, RealtimeServerEvent>;

    /// # Over a WebSocket
    impl RealtimeClient<'_> {
        /// Describes a connection for a conversation with a model, which is made when it is awaited. The
        /// server's first event is `session.created`.
        ///
        /// ```no_run
        /// use openai_rest::Client;
        /// use openai_rest::types::{RealtimeClientEventResponseCreate, RealtimeServerEvent};
        ///
        /// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
        /// let connection = client.realtime().connect("gpt-realtime").await?;
        /// let (sender, mut receiver) = connection.split();
        ///
        /// // One task speaks, another listens.
        /// let microphone = tokio::spawn(async move {
        ///     # let mut pieces = vec![vec![0; 4800]].into_iter();
        ///     while let Some(samples) = pieces.next() {
        ///         sender.append_audio(&samples).await?;
        ///     }
        ///     Ok::<_, openai_rest::websocket::ConnectionError>(())
        /// });
        /// while let Some(event) = receiver.recv().await? {
        ///     match event {
        ///         RealtimeServerEvent::ResponseOutputAudioDelta(event) => {
        ///             println!("{} bytes of speech", event.audio()?.len());
        ///         }
        ///         RealtimeServerEvent::Error(event) => eprintln!("{}", event.error.message),
        ///         _ => {}
        ///     }
        /// }
        /// microphone.await??;
        /// # Ok(()) }
        /// ```
        ///
        /// A browser or an app connects with an ephemeral client secret in place of the API key:
        ///
        /// ```no_run
        /// # async fn example(client: openai_rest::Client) -> Result<(), Box<dyn std::error::Error>> {
        /// # let secret = "ek_…";
        /// let connect = client.realtime().connect("gpt-realtime").bearer(secret);
        /// let connection = connect.header("OpenAI-Safety-Identifier", "user-17").await?;
        /// # Ok(()) }
        /// ```
        ///
        /// # Errors
        ///
        /// When awaited, as any call: of [`ErrorKind::Authentication`](crate::http::ErrorKind::Authentication)
        /// for a key that is refused, with the server's answer; of
        /// [`ErrorKind::Decode`](crate::http::ErrorKind::Decode) for a server that has no WebSocket there; of
        /// [`ErrorKind::Timeout`](crate::http::ErrorKind::Timeout) for one that does not answer in time.
        pub fn connect(
            &self,
            model: impl AsRef<str>,
        ) -> Connect<RealtimeClientEvent, RealtimeServerEvent> {
            Connect::to(self.client, "/realtime").query("model", model.as_ref())
        }

        /// Describes a connection to a call that goes on over WebRTC or SIP, to watch it and to take part: its
        /// id is in the `location` header that `create_call` answers with, and in the webhook
        /// `realtime.call.incoming`. It is made when it is awaited, with the errors of
        /// [`connect`](Self::connect).
        ///
        /// ```no_run
        /// # async fn example(client: openai_rest::Client) -> Result<(), Box<dyn std::error::Error>> {
        /// let mut watching = client.realtime().connect_to_call("rtc_u1").await?;
        /// while let Some(event) = watching.recv().await? {
        ///     println!("{event:?}");
        /// }
        /// # Ok(()) }
        /// ```
        pub fn connect_to_call(
            &self,
            call_id: impl AsRef<str>,
        ) -> Connect<RealtimeClientEvent, RealtimeServerEvent> {
            Connect::to(self.client, "/realtime").query("call_id", call_id.as_ref())
        }

        /// Describes a connection that only writes down what it hears; the model is set by `session.update`. It
        /// is made when it is awaited, with the errors of [`connect`](Self::connect).
        pub fn connect_for_transcription(
            &self,
        ) -> Connect<RealtimeClientEvent, RealtimeServerEvent> {
            Connect::to(self.client, "/realtime").query("intent", "transcription")
        }
    }

    impl Sender<RealtimeClientEvent> {
        /// Sends audio in the format of the session, as an `input_audio_buffer.append`; as several, one behind
        /// the other, if it is longer than 1 MiB.
        ///
        /// # Errors
        ///
        /// As [`Sender::send`].
        pub async fn append_audio(&self, audio: impl AsRef<[u8]>) -> Result<(), ConnectionError> {
            for piece in audio.as_ref().chunks(LONGEST_PIECE) {
                self.send(RealtimeClientEventInputAudioBufferAppend::of_audio(piece)).await?;
            }
            Ok(())
        }
    }

    impl Connection<RealtimeClientEvent, RealtimeServerEvent> {
        /// Sends audio; see [`Sender::append_audio`].
        ///
        /// # Errors
        ///
        /// As [`Sender::send`].
        pub async fn append_audio(&self, audio: impl AsRef<[u8]>) -> Result<(), ConnectionError> {
            self.sender().append_audio(audio).await
        }
    }

    impl RealtimeConversationItem {
        /// Creates a message of the user, in words.
        ///
        /// ```no_run
        /// use openai_rest::types::{RealtimeClientEventConversationItemCreate, RealtimeConversationItem};
        ///
        /// let question = RealtimeConversationItem::user("When does the next ferry leave?");
        /// let event = RealtimeClientEventConversationItemCreate::new(question);
        /// ```
        #[must_use]
        pub fn user(text: impl Into<String>) -> Self {
            let content = RealtimeConversationItemMessageUserContent::new()
                .r#type(RealtimeConversationItemMessageUserContentType::InputText)
                .text(text.into());
            Self::MessageUser(RealtimeConversationItemMessageUser::new([content]))
        }
    }

    impl RealtimeClientEventInputAudioBufferAppend {
        /// Creates an event of audio in the format of the session, at most 15 MiB.
        #[must_use]
        pub fn of_audio(audio: impl AsRef<[u8]>) -> Self {
            Self::new(audio::encoded(audio.as_ref()))
        }
    }

    impl RealtimeServerEventResponseAudioDelta {
        /// The bytes of `delta`, in the output format of the session.
        ///
        /// # Errors
        ///
        /// When it is not base64.
        pub fn audio(&self) -> Result<Vec<u8>, InvalidAudio> {
            audio::decoded(&self.delta)
        }
    }
}

#[cfg(convenience = "realtime_websocket")]
pub use conversation::RealtimeConnection;

#[cfg(convenience = "realtime_translation_websocket")]
mod translation {
    use super::*;
    use crate::types::{
        RealtimeTranslationClientEvent, RealtimeTranslationClientEventInputAudioBufferAppend,
        RealtimeTranslationServerEvent, RealtimeTranslationServerEventSessionOutputAudioDelta,
    };

    /// A connection on which speech is translated.
    pub type RealtimeTranslationConnection =
        Connection<RealtimeTranslationClientEvent, RealtimeTranslationServerEvent>;

    /// # Translation over a WebSocket
    impl RealtimeClient<'_> {
        /// Describes a connection on which a model translates speech while it is spoken. It is made when it is
        /// awaited, with the errors of a connection for a conversation.
        ///
        /// ```no_run
        /// use openai_rest::types::RealtimeTranslationServerEvent;
        ///
        /// # async fn example(client: openai_rest::Client) -> Result<(), Box<dyn std::error::Error>> {
        /// # let samples = [0; 4800];
        /// let realtime = client.realtime();
        /// let mut connection = realtime.connect_for_translation("gpt-realtime-translate").await?;
        /// connection.append_audio(&samples).await?;
        /// while let Some(event) = connection.recv().await? {
        ///     if let RealtimeTranslationServerEvent::SessionOutputTranscriptDelta(event) = event {
        ///         print!("{}", event.delta);
        ///     }
        /// }
        /// # Ok(()) }
        /// ```
        pub fn connect_for_translation(
            &self,
            model: impl AsRef<str>,
        ) -> Connect<RealtimeTranslationClientEvent, RealtimeTranslationServerEvent> {
            Connect::to(self.client, "/realtime/translations").query("model", model.as_ref())
        }
    }

    impl Sender<RealtimeTranslationClientEvent> {
        /// Sends audio in the format of the session, as a `session.input_audio_buffer.append`; as several, one
        /// behind the other, if it is longer than 1 MiB.
        ///
        /// # Errors
        ///
        /// As [`Sender::send`].
        pub async fn append_audio(&self, audio: impl AsRef<[u8]>) -> Result<(), ConnectionError> {
            for piece in audio.as_ref().chunks(LONGEST_PIECE) {
                let event = RealtimeTranslationClientEventInputAudioBufferAppend::of_audio(piece);
                self.send(event).await?;
            }
            Ok(())
        }
    }

    impl Connection<RealtimeTranslationClientEvent, RealtimeTranslationServerEvent> {
        /// Sends audio; see [`Sender::append_audio`].
        ///
        /// # Errors
        ///
        /// As [`Sender::send`].
        pub async fn append_audio(&self, audio: impl AsRef<[u8]>) -> Result<(), ConnectionError> {
            self.sender().append_audio(audio).await
        }
    }

    impl RealtimeTranslationClientEventInputAudioBufferAppend {
        /// Creates an event of audio in the format of the session, at most 15 MiB.
        #[must_use]
        pub fn of_audio(audio: impl AsRef<[u8]>) -> Self {
            Self::new(audio::encoded(audio.as_ref()))
        }
    }

    impl RealtimeTranslationServerEventSessionOutputAudioDelta {
        /// The bytes of `delta`, in the output format of the session.
        ///
        /// # Errors
        ///
        /// When it is not base64.
        pub fn audio(&self) -> Result<Vec<u8>, InvalidAudio> {
            audio::decoded(&self.delta)
        }
    }
}

#[cfg(convenience = "realtime_translation_websocket")]
pub use translation::RealtimeTranslationConnection;
