class Tap extends AudioWorkletProcessor {
  process([input]) {
    if (input[0]) this.port.postMessage(input[0].slice(0));
    return true;
  }
}
registerProcessor('tap', Tap);
