/** Sound that comes mixed and a picture that comes by itself, as the one stream that can be shown. */
export class OneStream {
  #audio: MediaStream | null = null;
  #video: MediaStream | null = null;
  #shown: MediaStream | null = null;

  hear(audio: MediaStream | null): MediaStream | null {
    this.#audio = audio;
    return this.#joined();
  }

  see(video: MediaStream | null): MediaStream | null {
    this.#video = video;
    return this.#joined();
  }

  /** The same one for as long as its tracks are: another would make the picture flicker. */
  #joined(): MediaStream | null {
    const tracks = [...(this.#audio?.getAudioTracks() ?? []), ...(this.#video?.getVideoTracks() ?? [])];
    const shown = this.#shown?.getTracks() ?? [];
    const isSame = tracks.length === shown.length && tracks.every((track) => shown.includes(track));
    if (!isSame) this.#shown = tracks.length ? new MediaStream(tracks) : null;
    return this.#shown;
  }
}
