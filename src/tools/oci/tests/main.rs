//! Layers, images, indexes and archives, made and refused.

mod archive;
mod image;
mod index;
mod layer;
mod made;
mod refused_layer;
