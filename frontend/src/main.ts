import './sane-locale';
import { mount } from 'svelte';
import Main from './app/Main.svelte';
import { connect } from './bridge';
import { afterPaint } from './parts/after-paint';
import { createApp, firstSight } from './state';
import './styles/tokens.css';
import './styles/base.css';
import './styles/menu.css';
import { bringLetters } from './styles/letters';

bringLetters();
const app = createApp(connect());
void app.language.speak(); // read meanwhile
void firstSight(app)
  .then(() => app.language.speak())
  .then(() => {
    const target = document.getElementById('app')!;
    target.replaceChildren();
    mount(Main, { target, props: { app } });
    afterPaint(() => void import('./styles/rare-letters').then(({ bringRareLetters }) => bringRareLetters()));
  });
