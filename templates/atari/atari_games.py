"""The games: what is seen of each in the console's 128 bytes of memory, and how it is played. Frame skip 4, no sticky actions."""
import ale_py
import ale_py.roms

# The byte with an object's place across and the one with its place down; None where it has none. After AtariARI (Anand et al. 2019) and OCAtari.
OBJECTS = {
    "pong": {"Player": (46, 51), "Enemy": (45, 50), "Ball": (49, 54)},
    "breakout": {"Player": (72, None), "Ball": (99, 101)},
    "space_invaders": {"Player": (28, None), "Invaders": (26, 24), "Missile": (None, 9)},
    "freeway": {"Player": (None, 14)} | {f"Car{lane + 1}": (108 + lane, None) for lane in range(10)},
    "asterix": {"Player": (41, 39)} | {f"Lane{lane + 1}": (42 + lane, None) for lane in range(8)},
    "enduro": {"Player": (46, 52)} | {f"Car{place + 1}": (27 + place, None) for place in range(7)},
    "qbert": {"Player": (43, 67), "Snake": (69, None), "Green": (105, None)},
    "seaquest": {"Player": (70, 97), "Missile": (103, None), "Oxygen": (102, None)}
    | {f"Enemy{lane + 1}": (30 + lane, None) for lane in range(4)}
    | {f"Diver{lane + 1}": (71 + lane, None) for lane in range(4)},
}


class Game:
    """One episode. What is seen has of each object x and y, as bytes, and dx and dy since the step before; and the lives and the last reward."""

    def __init__(self, name):
        ale_py.ALEInterface.setLoggerMode(ale_py.LoggerMode.Error)
        self.console = ale_py.ALEInterface()
        self.console.setInt("random_seed", 1)
        self.console.setFloat("repeat_action_probability", 0.0)
        self.console.setInt("frame_skip", 4)
        self.console.loadROM(ale_py.roms.get_rom_path(name))
        self.objects = OBJECTS[name]
        self.actions = {action.name: action for action in self.console.getMinimalActionSet()}
        self.reward = 0
        self.places = self._places()
        self.before = self.places

    def act(self, action):
        """Takes an action, by its name, and returns the points that it brought."""
        self.reward = int(self.console.act(self.actions[action]))
        self.before, self.places = self.places, self._places()
        return self.reward

    def is_over(self):
        return self.console.game_over()

    def seen(self):
        seen = {"lives": self.console.lives(), "reward": self.reward}
        for name, place in self.places.items():
            seen[name] = place | {"d" + axis: place[axis] - self.before[name][axis] for axis in place}
        return seen

    def _places(self):
        memory = self.console.getRAM()
        return {
            name: {axis: int(memory[byte]) for axis, byte in zip("xy", place) if byte is not None}
            for name, place in self.objects.items()
        }


class ObjectGame:
    """The same with OCAtari's objects (`pip install ocatari`), which have a width and a height too: Player, Car1, Car2 and so on, by their kind."""

    def __init__(self, name):
        from ocatari.core import OCAtari

        ale_py.ALEInterface.setLoggerMode(ale_py.LoggerMode.Error)
        title = name.title().replace("_", "")
        self.environment = OCAtari(f"ALE/{title}-v5", mode="ram", obs_mode="obj", frameskip=4, repeat_action_probability=0.0)
        _, self.facts = self.environment.reset(seed=1)
        self.actions = {action: place for place, action in enumerate(self.environment.get_action_meanings())}
        self.reward, self.ended = 0, False

    def act(self, action):
        _, reward, ended, cut, self.facts = self.environment.step(self.actions[action])
        self.reward, self.ended = int(reward), ended or cut
        return self.reward

    def is_over(self):
        return self.ended

    def seen(self):
        objects = [thing for thing in self.environment.objects if thing.category != "NoObject"]
        kinds = [thing.category for thing in objects]
        seen = {"lives": self.facts["lives"], "reward": self.reward}
        for place, thing in enumerate(objects):
            number = str(kinds[: place + 1].count(thing.category)) if kinds.count(thing.category) > 1 else ""
            seen[thing.category + number] = {name: int(getattr(thing, name)) for name in ["x", "y", "w", "h", "dx", "dy"]}
        return seen
