/** How a visit that calls for somebody is heard. */

const TONES = [
  { hertz: 659, at: 0 },
  { hertz: 880, at: 0.18 },
];
const LOUDNESS = 0.12;
const ALONE_MS = 3_000;

/** Two soft tones; in one of a person's windows only, and nowhere before they have done something on the page. */
export async function ring(key: string): Promise<void> {
  if (!navigator.userActivation?.hasBeenActive) return;
  await navigator.locks?.request(`clinic-messaging.ring ${key}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const audio = new AudioContext();
    TONES.forEach(({ hertz, at }) => sound(audio, hertz, audio.currentTime + at));
    await new Promise((resolve) => setTimeout(resolve, ALONE_MS));
    await audio.close();
  });
}

function sound(audio: AudioContext, hertz: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.03);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.9);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 1);
}
