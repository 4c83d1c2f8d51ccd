/** One track as a stream that an element can show: the same one for as long as the track is, for a new one flickers. */
export class TrackStream {
  #stream: MediaStream | null = null;

  of(track: MediaStreamTrack | null | undefined): MediaStream | null {
    if (!track || track.readyState !== "live") this.#stream = null;
    else if (this.#stream?.getTracks()[0] !== track) this.#stream = new MediaStream([track]);
    return this.#stream;
  }
}
