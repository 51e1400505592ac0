// Finds a Python that Torrpeddo runs on and gives it build/<command>.py: the one part that cannot be Python.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILD = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(BUILD);
const WINDOWS = process.platform === 'win32';

/** Minor versions of Python 3 that libtorrent publishes wheels for; pyproject.toml says the same. */
const MINORS = [11, 12, 13];

const MISSING = `Torrpeddo needs Python 3.11, 3.12 or 3.13, and none was found on the PATH.
${WINDOWS ? 'Install it from python.org (tick “Add python.exe to PATH”)' : process.platform === 'darwin' ? 'Install it from python.org or with: brew install python@3.13' : 'On Debian or Ubuntu: sudo apt-get install python3'}, then run this again.`;

function candidates() {
  const venv = join(ROOT, '.venv', ...(WINDOWS ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  const named = MINORS.map((minor) => (WINDOWS ? ['py', `-3.${minor}`] : [`python3.${minor}`]));
  return [...(existsSync(venv) ? [[venv]] : []), ...named, ['python3'], ['python']];
}

function suits([program, ...args]) {
  const probe = spawnSync(program, [...args, '-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' });
  const [major, minor] = (probe.stdout ?? '').trim().split(' ').map(Number);
  return probe.status === 0 && major === 3 && MINORS.includes(minor);
}

function run([program, ...args], command, rest) {
  const child = spawn(program, [...args, join(BUILD, `${command}.py`), ...rest], { cwd: ROOT, stdio: 'inherit' });
  process.on('SIGINT', () => {}); // The terminal sends it to the child as well, which decides when to end.
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [command, ...rest] = process.argv.slice(2);
const python = candidates().find(suits);
if (python === undefined) {
  console.error(MISSING);
  process.exit(1);
}
run(python, command, rest);
