/** The style of the HTML report: follows the reader's colour scheme, and prints in black on white. */
export const HTML_STYLE = `
:root { color-scheme: light dark; --back: #fff; --text: #1b1f24; --link: #0b57b8; --line: #8884; --critical: #b3123b; --high: #c2410c; --medium: #a16207; --low: #2563a8; --plain: #52606d; }
@media screen and (prefers-color-scheme: dark) { :root { --back: #14181d; --text: #e6e9ed; --link: #8ab8ff; --critical: #ff7a90; --high: #ff9b62; --medium: #e6b84a; --low: #7db7f0; --plain: #a7b4c0; } }
html { background: var(--back); color: var(--text); } a { color: var(--link); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; margin-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.charts { display: grid; align-items: start; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 2rem; margin-top: 1.5rem; }
.chart th { font-weight: 400; white-space: nowrap; } .number { text-align: right; font-variant-numeric: tabular-nums; }
.bar { width: 60%; } .bar span { display: block; height: .8rem; margin-top: .35rem; border-radius: 2px; background: var(--plain); }
.bar .critical { background: var(--critical); } .bar .high { background: var(--high); } .bar .medium { background: var(--medium); } .bar .low { background: var(--low); }
.severity { font-weight: 600; } .severity.critical, .block { color: var(--critical); } .severity.high { color: var(--high); } .severity.medium { color: var(--medium); } .severity.low { color: var(--low); }
@media (min-width: 40rem) { .findings th, .findings td:nth-child(-n+3) { white-space: nowrap; } .findings td:last-child { width: 60%; } }
@media print { :root { color-scheme: light; --text: #000; } body { margin: 0; max-width: none; font-size: 11px; } a { color: inherit; text-decoration: none; } section { break-inside: auto; } tr { break-inside: avoid; } .bar span { print-color-adjust: exact; } }
`;
