// Figures as a person and as a program reads them.
export function figure(bench, metric, value, unit) {
  const rounded = Math.round(value * 10) / 10;
  console.log(`${bench}: ${metric} ${rounded} ${unit}`);
  console.log(JSON.stringify({ bench, metric, value: rounded, unit }));
}

export function share(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
