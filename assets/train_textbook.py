"""Train the network of the book's first chapter: assets/textbook.npz, 784-30-10, all sigmoid.

    python assets/train_textbook.py

It takes some seconds, prints the accuracy on MNIST's test images, and gives the same file each time
on the same machine (matrix products round differently on others).
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.data.mnist import ASSETS
from core.evaluation import evaluate
from core.formats import load_npz, save_npz
from core.formats.bundled import BUNDLED
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

NETWORK = NetworkSpec((784, 30, 10), ("sigmoid", "sigmoid"), "cross_entropy", "scaled")
TRAIN = TrainSpec(eta=0.5, batch_size=10, lmbda=5.0, schedule="cosine", horizon=30, seed=1)
EPOCHS = 30


def main() -> None:
    """Train, save, read the file back and measure that."""
    training = Training(Setup(DataSpec(), NETWORK, TRAIN))
    for epoch in range(EPOCHS):
        while training.epoch == epoch:
            training.step()
        result = training.evaluate(training.data.validation)
        print(f"epoch {epoch + 1:2}: validation accuracy {result.accuracy:.2%}")
    path = ASSETS / BUNDLED["textbook"]
    recipe = {
        "data": "MNIST, the first 50,000 training images",
        "train": TRAIN.to_json(),
        "epochs": EPOCHS,
    }
    save_npz(path, training.network, recipe, "float16")
    test = evaluate(load_npz(path)[0], training.data.test)  # as stored: rounded to 16 bits
    save_npz(path, training.network, recipe | {"test_accuracy": test.accuracy}, "float16")
    print(f"{path.name}: {path.stat().st_size:,} bytes, test accuracy {test.accuracy:.2%}")


if __name__ == "__main__":
    main()
