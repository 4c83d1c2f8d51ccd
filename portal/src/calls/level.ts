const QUIETEST_DB = -60;

/** How loud a moment of sound is to the ear, from 0 to 100. Samples lie between -1 and 1. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(samples.length, 1);
  const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
  return Math.round(Math.min(Math.max(1 - decibels / QUIETEST_DB, 0), 1) * 100);
}

/** Calls back with the level of a track, as often as the screen is drawn. Returns the function that ends it. */
export function meter(track: MediaStreamTrack, heard: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let frame = requestAnimationFrame(function look() {
    analyser.getFloatTimeDomainData(samples);
    heard(levelOf(samples));
    frame = requestAnimationFrame(look);
  });
  return () => {
    cancelAnimationFrame(frame);
    void context.close();
  };
}

/** Until somebody has touched the page browsers let it make no sound, nor measure any. */
export function afterFirstTouch(act: () => void): () => void {
  if (navigator.userActivation?.hasBeenActive ?? true) {
    act();
    return () => undefined;
  }
  const once = { once: true, capture: true } as const;
  const touched = () => {
    undo();
    act();
  };
  const undo = () => {
    removeEventListener("pointerup", touched, once);
    removeEventListener("keydown", touched, once);
  };
  addEventListener("pointerup", touched, once);
  addEventListener("keydown", touched, once);
  return undo;
}
