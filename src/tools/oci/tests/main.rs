//! Layers, images, indexes and archives, made and refused.

mod archive;
mod catalog;
mod image;
mod index;
mod layer;
mod made;
mod refused_layer;
