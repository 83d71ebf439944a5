"""Training images moved at random."""

import numpy as np

from core.functions.augment import augment
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training


class TestAugment:
    def images(self):
        x = np.zeros((3, 784), np.float32)
        x.reshape(3, 28, 28)[:, 10:14, 12:16] = 1
        return x

    def test_whole_pixel_shifts_move_the_ink(self):
        x = self.images()
        rng = np.random.default_rng(0)
        augment(x, (28, 28), rng, shift=3)
        assert np.allclose(x.sum(axis=1), 16, atol=1e-3)
        moves = np.random.default_rng(0)
        moves.uniform(0, 0, 3)
        rows, columns = moves.uniform(-3, 3, (3, 2)).T
        image = x.reshape(3, 28, 28)
        where = np.arange(28)
        np.testing.assert_allclose((image.sum(2) @ where) / 16, 11.5 + rows, atol=1e-3)
        np.testing.assert_allclose((image.sum(1) @ where) / 16, 13.5 + columns, atol=1e-3)

    def test_ink_leaves_at_the_edge_and_does_not_come_back(self):
        x = self.images()
        x.reshape(3, 28, 28)[:] = 1
        augment(x, (28, 28), np.random.default_rng(1), shift=8)
        assert (x.reshape(3, 28, 28).sum(axis=(1, 2)) < 784).all()
        assert x.min() >= 0

    def test_rotation_keeps_the_ink_and_nothing_asked_changes_nothing(self):
        x = self.images()
        augment(x, (28, 28), np.random.default_rng(2), rotate=30)
        np.testing.assert_allclose(x.sum(axis=1), 16, rtol=0.05)
        y = self.images()
        augment(y, (28, 28), np.random.default_rng(2))
        np.testing.assert_array_equal(y, self.images())

    def test_noise_stays_between_0_and_1(self):
        x = self.images()
        augment(x, (28, 28), np.random.default_rng(3), noise=0.5)
        assert (x.min(), x.max()) == (0, 1)

    def test_training_sees_changed_images_and_evaluation_does_not(self):
        training = Training(
            Setup(DataSpec(), NetworkSpec(), TrainSpec(shift=2, rotate=10, pixel_noise=0.1))
        )
        before = training.data.train.x[:50].copy()
        training.step()
        assert len(np.unique(training.batch.x)) > 1000  # MNIST itself has 256 greys
        np.testing.assert_array_equal(training.data.train.x[:50], before)
