"""The attribution model in PyTorch: one shared encoder, a cue head, an argument head that is asked for each cue."""

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from counterclaim.reading.attribution.decoding import (
    ARGUMENT_LABELS,
    CUE_LABELS,
    FORBIDDEN,
    allowed_starts,
    allowed_transitions,
)
from counterclaim.reading.attribution.units import N_BREAKS, N_QUOTED, N_SHAPES
from encoder import encoder_folder

N_DISTANCES = 29


def distance_buckets(offsets: Tensor) -> Tensor:
    """Buckets of the distance in units to the cue: up to 6 one a unit, then each wider by the root of two."""
    near = offsets.clamp(-6, 6)
    far = (2 * torch.log2(offsets.abs().clamp(min=6).float() / 6)).ceil().long().clamp(max=8)
    return near + offsets.sign() * far + 14


class PooledDropout(nn.Module):
    """Dropout whose masks are slices of one pool of random bits: on a CPU drawing them anew is a fifth of a step."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.register_buffer("pool", (torch.rand(1 << 22) >= rate).to(torch.bfloat16) / (1 - rate), persistent=False)

    def forward(self, states: Tensor) -> Tensor:
        size = states.numel()
        if not self.training or self.rate == 0 or size >= len(self.pool):
            return nn.functional.dropout(states, self.rate, self.training)
        start = int(torch.randint(len(self.pool) - size, ()))
        return states * self.pool[start : start + size].view(states.shape).to(states.dtype)


def pool_dropouts(module: nn.Module) -> None:
    """Puts `PooledDropout` in the place of every dropout of the module."""
    for name, child in module.named_children():
        if isinstance(child, nn.Dropout) and child.p:
            setattr(module, name, PooledDropout(child.p))
        else:
            pool_dropouts(child)


class Chain(nn.Module):
    """A linear-chain conditional random field whose forbidden transitions stay forbidden."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self.register_buffer("transitions", torch.zeros(len(labels), len(labels)))
        self.register_buffer("starts", torch.zeros(len(labels)))
        self.register_buffer("allowed", torch.from_numpy(allowed_transitions(labels)), persistent=False)
        self.register_buffer("allowed_first", torch.from_numpy(allowed_starts(labels)), persistent=False)

    def scores(self) -> tuple[Tensor, Tensor]:
        """Transitions `(n_labels, n_labels)` and starts `(n_labels,)`, forbidden ones put in."""
        return (
            self.transitions.masked_fill(~self.allowed, FORBIDDEN),
            self.starts.masked_fill(~self.allowed_first, FORBIDDEN),
        )

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Cross-entropy of each sequence to `labels`, how probable each label is, `(n_sequences, n_steps, n_labels)`.

        The transitions are only forbidden or not, so nothing but the probabilities of single labels is needed.
        """
        transitions, starts = self.scores()
        wanted = (emissions * labels).sum(2) * mask.float()
        score = emissions[:, 0] + starts
        for step in range(1, emissions.shape[1]):
            following = torch.logsumexp(score.unsqueeze(2) + transitions, dim=1) + emissions[:, step]
            score = torch.where(mask[:, step : step + 1], following, score)
        return torch.logsumexp(score, dim=1) - wanted.sum(1)


class ArgumentBlock(nn.Module):
    """Self-attention, a short convolution and a feed-forward layer, each with a residual."""

    def __init__(self, width: int, n_heads: int, dropout: float) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.norm_attention, self.norm_near, self.norm_feed = (nn.LayerNorm(width) for _ in range(3))
        self.query_key_value = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.near = nn.Conv1d(width, width, 5, padding=2, groups=width)
        self.feed = nn.Sequential(
            nn.Linear(width, 2 * width), nn.GELU(), nn.Dropout(dropout), nn.Linear(2 * width, width)
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """`states` `(n_cues, n_units, width)`, `mask` `(n_cues, n_units)` → same shape as `states`."""
        n_cues, n_units, width = states.shape
        parts = self.query_key_value(self.norm_attention(states)).view(n_cues, n_units, 3, self.n_heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        weights = query @ key.transpose(-1, -2) / math.sqrt(width // self.n_heads)
        weights = weights + (1.0 - mask[:, None, None, :].to(weights.dtype)) * -1e4
        mixed = (weights.softmax(-1) @ value).transpose(1, 2).reshape(n_cues, n_units, width)
        states = states + self.dropout(self.attention_out(mixed))
        near = self.norm_near(states) * mask.unsqueeze(2)
        states = states + self.dropout(nn.functional.gelu(self.near(near.transpose(1, 2)).transpose(1, 2)))
        return states + self.dropout(self.feed(self.norm_feed(states)))


class AttributionModel(nn.Module):
    """Scores cues, then for each cue its source and content."""

    def __init__(self, encoder: BertModel, *, width: int = 192, n_blocks: int = 1, dropout: float = 0.15) -> None:
        super().__init__()
        self.encoder = encoder
        hidden = encoder.config.hidden_size
        self.shape_embedding = nn.Embedding(N_SHAPES, hidden)
        self.quoted_embedding = nn.Embedding(N_QUOTED, hidden)
        self.break_embedding = nn.Embedding(N_BREAKS, hidden)
        for embedding in (self.shape_embedding, self.quoted_embedding, self.break_embedding):
            nn.init.normal_(embedding.weight, std=0.02)
        self.dropout = nn.Dropout(dropout)
        self.cue_head = nn.Sequential(
            nn.Linear(hidden, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, len(CUE_LABELS))
        )
        self.role_head = nn.Linear(hidden, 6)
        self.cue_chain = Chain(CUE_LABELS)
        self.unit_projection = nn.Linear(hidden + 9, width)
        self.cue_projection = nn.Linear(hidden, width)
        self.distance_embedding = nn.Embedding(N_DISTANCES, width)
        self.in_cue_embedding = nn.Embedding(2, width)
        nn.init.normal_(self.distance_embedding.weight, std=0.1)
        nn.init.normal_(self.in_cue_embedding.weight, std=0.1)
        self.blocks = nn.ModuleList(ArgumentBlock(width, 4, dropout) for _ in range(n_blocks))
        self.argument_norm = nn.LayerNorm(width)
        self.argument_out = nn.Linear(width, len(ARGUMENT_LABELS))
        self.argument_chain = Chain(ARGUMENT_LABELS)
        self.valid_out = nn.Linear(2 * width, 1)

    @classmethod
    def from_encoder(cls, folder: Path, **options: float) -> "AttributionModel":
        encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        model = cls(encoder, **options)
        pool_dropouts(model)
        return model

    @classmethod
    def from_state(cls, state: dict[str, Tensor]) -> "AttributionModel":
        """The model of a checkpoint; sizes are read off its tensors."""
        n_blocks = len({key.split(".")[1] for key in state if key.startswith("blocks.")})
        model = cls.from_encoder(encoder_folder(), width=len(state["argument_norm.weight"]), n_blocks=n_blocks)
        model.load_state_dict(state)
        return model.eval()

    def encode(
        self, pieces: Tensor, mask: Tensor, features: Tensor, first_piece: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """States of the units with the tags put beside, cue emissions, role scores.

        `pieces`, `mask` `(n_windows, n_pieces)`; `features` `(3, n_windows, n_pieces)` shapes, quoted, breaks;
        `first_piece` `(n_windows, n_units)` → `(n_windows, n_units, hidden + 9)`, `(…, 3)`, `(…, 6)`.
        """
        embedded = (
            self.encoder.embeddings.word_embeddings(pieces)
            + self.shape_embedding(features[0])
            + self.quoted_embedding(features[1])
            + self.break_embedding(features[2])
        )
        states = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        states = states.gather(1, first_piece.unsqueeze(2).expand(-1, -1, states.shape[2]))
        states = self.dropout(states)
        cues, roles = self.cue_head(states), self.role_head(states)
        tags = torch.cat([cues.softmax(-1), roles[..., :3].softmax(-1), roles[..., 3:].softmax(-1)], dim=-1)
        return torch.cat([states, tags.to(states.dtype)], dim=-1), cues, roles

    def arguments(self, units: Tensor, mask: Tensor, in_cue: Tensor, offsets: Tensor) -> tuple[Tensor, Tensor]:
        """Argument emissions and whether there is a statement at all.

        For each cue the units around it: `units` `(n_cues, n_units, hidden + 9)`, `mask`, `in_cue` (1 inside the cue)
        and `offsets` (units to the cue, negative before it) `(n_cues, n_units)` → `(n_cues, n_units, 5)`, `(n_cues,)`.
        """
        weights = in_cue.to(units.dtype)
        weights = weights / weights.sum(1, keepdim=True).clamp(min=1)
        cue = (weights.unsqueeze(1) @ units[..., :-9]).squeeze(1)
        states = self.unit_projection(units) + self.cue_projection(cue).unsqueeze(1)
        states = states + self.distance_embedding(distance_buckets(offsets)) + self.in_cue_embedding(in_cue)
        for block in self.blocks:
            states = block(states, mask)
        states = self.argument_norm(states)
        at_cue = (weights.unsqueeze(1) @ states).squeeze(1)
        everywhere = (states * mask.unsqueeze(2)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        return self.argument_out(states), self.valid_out(torch.cat([at_cue, everywhere], dim=-1)).squeeze(-1)
