"""Train the network that reads drawings until the visitor has trained one: assets/digits.npz.

    python assets/train_digits.py

It takes some seconds, prints the accuracy on MNIST's test images, and gives the same file each time
on the same machine (matrix products round differently on others).
"""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.evaluation import evaluate
from core.formats import load_npz, save_npz
from core.mnist import ASSETS
from core.specs import DataSpec, NetworkSpec, TrainSpec
from core.training import Training

NETWORK = NetworkSpec((784, 256, 128, 10), ("relu", "relu", "softmax"), "log_likelihood", "he")
TRAIN = TrainSpec(eta=0.05, batch_size=64, lmbda=2.0, optimizer="momentum", seed=2)
EPOCHS = 14
HALVED_AFTER = 6  # epochs; from there η halves with each one


def main() -> None:
    """Train, save, read the file back and measure that."""
    training = Training(NETWORK, DataSpec(), TRAIN)
    for epoch in range(EPOCHS):
        eta = TRAIN.eta * 0.5 ** max(0, epoch + 1 - HALVED_AFTER)
        training.settings = replace(TRAIN, eta=eta)
        while training.epoch == epoch:
            training.step()
        result = training.evaluate(training.data.validation)
        print(f"epoch {epoch + 1:2}: validation accuracy {result.accuracy:.2%}")
    path = ASSETS / "digits.npz"
    recipe = {
        "data": "MNIST, the first 50,000 training images",
        "train": TRAIN.to_json(),
        "epochs": EPOCHS,
        "eta": f"{TRAIN.eta} for {HALVED_AFTER} epochs, then halved with each epoch",
    }
    save_npz(path, training.network, recipe, "float16")
    test = evaluate(load_npz(path)[0], training.data.test)  # as stored: rounded to 16 bits
    save_npz(path, training.network, recipe | {"test_accuracy": test.accuracy}, "float16")
    print(f"{path.name}: {path.stat().st_size:,} bytes, test accuracy {test.accuracy:.2%}")


if __name__ == "__main__":
    main()
