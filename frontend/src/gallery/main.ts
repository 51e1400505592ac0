import '../sane-locale';
import { mount } from 'svelte';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/menu.css';
import { bringLetters } from '../styles/letters';
import { bringRareLetters } from '../styles/rare-letters';
import Gallery from './Gallery.svelte';
import { scene } from './scene';

bringLetters();
bringRareLetters();
const app = scene();
void app.language.speak().then(() => mount(Gallery, { target: document.getElementById('app')!, props: { app } }));
