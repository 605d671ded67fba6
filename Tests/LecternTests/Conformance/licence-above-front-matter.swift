#!/usr/bin/env swift
// Copyright of somebody, who lets anybody do anything.

//: ---
//: echo: false
//: ---
1 + 1
