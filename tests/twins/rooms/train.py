"""Which trainings of 0.2/train are the same in both languages."""


def reason_against(recorded: dict) -> str | None:
    """With one batch an epoch the order does not matter; with more, each language shuffles its own way."""
    if recorded["name"] != "train":
        return None
    data, settings = recorded["args"][1]["record"], recorded["args"][2]["record"]
    if "dataset" not in data["train"]:
        return None
    examples = data["train"]["dataset"][0]["tensor"][0]
    if examples <= settings["batchSize"]["plain"]:
        return None
    return "batches are shuffled by each language's own generator"
