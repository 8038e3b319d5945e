"""The record, rich text, manuscripts, exhibits, catalogues: plain values, which every package may import."""
