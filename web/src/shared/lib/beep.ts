/** What a scanner's user hears without looking: high and short is well, low and long is not. */
export function beep(well: boolean): void {
  try {
    const audio = new AudioContext()
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = well ? 1320 : 220
    volume.gain.value = 0.08
    tone.connect(volume).connect(audio.destination)
    tone.onended = () => void audio.close()
    tone.start()
    tone.stop(audio.currentTime + (well ? 0.09 : 0.35))
  } catch {
    // No sound device: what happened also stands on the screen.
  }
}
