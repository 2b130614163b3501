"""The entry of `./yui`: set-up, tests and checks here; every other word goes to `yui.cli` in the environment."""

from __future__ import annotations

import sys

from yui.launch import checking, environment, locking, running, testing
from yui.launch.speaking import Trouble, complain

OWN = {"run": running.run, "test": testing.test, "check": checking.check, "lock": locking.lock}


def main(words: list[str]) -> int:
    """The exit code of what the words ask for."""
    try:
        if words and words[0] in OWN:
            return OWN[words[0]](words[1:])
        environment.prepare(developer=words[:1] == ["translate"])
        return environment.python_of_environment(["-m", "yui", *words])
    except Trouble as trouble:
        return complain(trouble)
    except OSError as problem:
        return complain(_explain_os(problem))
    except KeyboardInterrupt:
        return complain(
            Trouble(
                "中断しました。もう一度実行すると、続きから始まります。",
                "Interrupted; the next run continues from here.",
            )
        )


def _explain_os(problem: OSError) -> Trouble:
    return Trouble(f"ファイルを扱えません：{problem}", f"The system refused: {problem}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
