import { m } from '../../messages';
import type { Can, Group, Section } from './sections';

/** How the program fits in with the rest of the computer. Each part stands only where the host `needs` says it can. */
export function desktop(can: Can): Section {
  return {
    id: 'desktop',
    icon: 'monitor',
    title: m.set_desktop(),
    hint: m.set_desktop_hint(),
    groups: [
      tray(),
      notifications(),
      power(),
      ...(can('battery') || can('metered') ? [supply(can)] : []),
      completion(),
      whenDone(can),
    ],
    places: [
      { label: m.set_at_login(), hint: m.set_at_login_hint(), needs: 'autostart' },
      { label: m.set_handlers(), hint: m.set_handlers_hint(), needs: 'handlers' },
    ],
  };
}

function tray(): Group {
  return {
    title: m.set_tray(),
    needs: 'tray',
    items: [{ kind: 'switch', name: 'close_to_tray', label: m.set_close_to_tray(), hint: m.set_close_to_tray_hint() }],
  };
}

function notifications(): Group {
  return {
    title: m.set_notifications(),
    needs: 'notifications',
    items: [
      { kind: 'switch', name: 'notify_finished', label: m.set_notify_finished(), hint: m.set_notify_finished_hint() },
      { kind: 'switch', name: 'notify_problems', label: m.set_notify_problems(), hint: m.set_notify_problems_hint() },
      { kind: 'switch', name: 'notify_added', label: m.set_notify_added(), hint: m.set_notify_added_hint() },
    ],
  };
}

function completion(): Group {
  return {
    title: m.set_completion(),
    needs: 'run_on_completion',
    items: [{ kind: 'arguments', name: 'run_on_completion', label: m.set_run(), hint: m.set_run_hint() }],
  };
}

/** What this system refuses is not offered. */
function whenDone(can: Can): Group {
  const options = [
    { value: 'nothing', label: m.when_done_nothing() },
    { value: 'quit', label: m.when_done_quit() },
    ...(can('sleep') ? [{ value: 'sleep', label: m.when_done_sleep() }] : []),
    ...(can('shut_down') ? [{ value: 'shut_down', label: m.when_done_shut_down() }] : []),
  ];
  return {
    needs: 'when_done',
    items: [
      { kind: 'choice', name: 'when_done', label: m.set_when_done(), hint: m.set_when_done_hint(), options },
      { kind: 'switch', name: 'when_done_always', label: m.set_when_always(), hint: m.set_when_always_hint() },
    ],
  };
}

/** Each where the host can tell. */
function supply(can: Can): Group {
  const battery = { kind: 'switch' as const, name: 'pause_on_battery' as const, label: m.set_on_battery() };
  const metered = { kind: 'switch' as const, name: 'pause_on_metered' as const, label: m.set_on_metered() };
  return {
    items: [
      ...(can('battery') ? [{ ...battery, hint: m.set_on_battery_hint() }] : []),
      ...(can('metered') ? [{ ...metered, hint: m.set_on_metered_hint() }] : []),
    ],
  };
}

function power(): Group {
  return {
    title: m.set_power(),
    needs: 'keep_awake',
    items: [
      { kind: 'switch', name: 'keep_awake', label: m.set_keep_awake(), hint: m.set_keep_awake_hint() },
      { kind: 'switch', name: 'awake_for_seeding', label: m.set_awake_seeding(), hint: m.set_awake_seeding_hint() },
    ],
  };
}
