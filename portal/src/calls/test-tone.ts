import { playOn } from "./media.ts";

const NOTES = [523.25, 659.25, 783.99];
const NOTE_SECONDS = 0.28;

/** Plays three soft notes on the chosen speaker; resolves when they are over. Needs somebody's touch on the page. */
export async function playTestTone(speaker: string): Promise<void> {
  const context = new AudioContext();
  const target = context.createMediaStreamDestination();
  const element = new Audio();
  try {
    element.srcObject = target.stream;
    await playOn(element, speaker);
    await element.play();
    NOTES.forEach((frequency, at) => note(context, target, frequency, 0.1 + at * NOTE_SECONDS));
    await new Promise((done) => setTimeout(done, (NOTES.length * NOTE_SECONDS + 0.7) * 1_000));
  } finally {
    element.srcObject = null;
    await context.close();
  }
}

/** Comes and goes gently: a tone that is cut clicks. */
function note(context: AudioContext, target: AudioNode, frequency: number, after: number): void {
  const [source, volume, begins] = [
    context.createOscillator(),
    context.createGain(),
    context.currentTime + after,
  ];
  source.frequency.value = frequency;
  volume.gain.setValueAtTime(0, begins);
  volume.gain.linearRampToValueAtTime(0.25, begins + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.001, begins + NOTE_SECONDS * 2);
  source.connect(volume).connect(target);
  source.start(begins);
  source.stop(begins + NOTE_SECONDS * 2);
}
