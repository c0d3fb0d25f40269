"""A picture says what it was painted with, and can be painted again by that."""

import json
import unittest

from PIL import Image

import program


class Recipe(program.ProgramTest):
    def paint_once(self, output, **options):
        self.make("small.png", program.gradient(24, 32))
        self.make("style.png", program.gradient(40, 36))
        run = self.run_program(*self.paint_words(**{**self.small(), "output": output, **options}))
        if "Unsupported compression" in run.stderr:
            self.skipTest(f"libheif has no encoder here, so {output} is not tried")
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        return self.folder / output

    def recipe_of(self, name):
        run = self.run_program("recipe", name)
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        return json.loads(run.stdout)

    def test_stands_in_pictures_of_each_format_that_holds_one(self):
        for output in "a.png", "a.jpg", "a.webp", "a.tif", "a.avif":
            with self.subTest(output):
                self.paint_once(output, content_weight=2.5, seed=7)
                recipe = self.recipe_of(output)
                self.assertEqual((recipe["recipe"], recipe["content"]["file"]), (1, "small.png"))
                self.assertEqual(recipe["parameters"]["content-weight"], 2.5)
                self.assertNotIn("threads", recipe["parameters"])
                self.assertNotIn(str(self.folder), json.dumps(recipe))  # where files lie is nobody's business

    def test_paints_the_same_picture_again(self):
        first = self.paint_once("a.png", style=["style.png", "small.png"], style_weights="0.7,0.3", colour="photo", seed=3)
        run = self.run_program("--recipe", "a.png", "--output", "b.png", "--threads", "1", "--weights",
                               str(program.NARROW))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertEqual(first.read_bytes(), (self.folder / "b.png").read_bytes())
        run = self.run_program("--recipe=a.png", "--output", "c.png", "--seed", "4", "--weights", str(program.NARROW))
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))
        self.assertNotEqual(first.read_bytes(), (self.folder / "c.png").read_bytes())
        self.assertEqual(self.recipe_of("c.png")["parameters"]["seed"], 4)

    def test_of_the_content_is_replaced_and_its_other_words_stay(self):
        xmp = (b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
               b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A title'
               b'</dc:title></rdf:Description></rdf:RDF></x:xmpmeta>')
        Image.new("RGB", (32, 24), (90, 120, 60)).save(self.folder / "titled.webp", xmp=xmp)
        self.paint_once("a.webp", content="titled.webp")
        self.paint_once("b.webp", content="a.webp", seed=9)
        with Image.open(self.folder / "b.webp") as picture:
            packet = picture.info["xmp"]
        self.assertEqual((packet.count(b"<st:recipe>"), packet.count(b"A title")), (1, 1))
        self.assertEqual(self.recipe_of("b.webp")["parameters"]["seed"], 9)

    def test_whose_style_is_another_or_gone_names_it(self):
        self.paint_once("a.png")
        self.make("other.png", program.gradient(20, 20))
        (self.folder / "style.png").write_bytes((self.folder / "other.png").read_bytes())
        again = ["--recipe", "a.png", "--output", "b.png", "--weights", str(program.NARROW)]
        self.assert_refused(self.run_program(*again), program.WRONG_USAGE,
                            r"the recipe's file style\.png \(SHA-256 [0-9a-f]{64}\) is another one than .*style\.png; --style")
        (self.folder / "style.png").unlink()
        self.assert_refused(self.run_program(*again), program.WRONG_USAGE, r"style\.png .* is not here; --style can name it")
        run = self.run_program(*again, "--style", "other.png")
        self.assertEqual((run.code, run.stderr), (program.DONE, ""))

    def test_that_is_none_is_refused(self):
        Image.new("RGB", (8, 8)).save(self.folder / "plain.png")
        wrong = {"plain.png": None, "newer.json": '{"recipe":2}', "list.json": "[1]", "broken.json": '{"recipe":1,',
                 "unknown.json": '{"recipe":1,"parameters":{"burn":3}}', "text.json": '{"recipe":1,"parameters":{"seed":"x"}}',
                 "nan.json": '{"recipe":1,"styles":[{"file":"a","weight":-1}]}', "deep.json": '{"recipe":' + "[" * 100000}
        for name, text in wrong.items():
            with self.subTest(name):
                if text is not None:
                    (self.folder / name).write_text(text)
                self.assert_refused(self.run_program("recipe", name), program.FAILED, "recipe|picture")
                run = self.run_program("--recipe", name, "--output", "out.png")
                self.assert_refused(run, program.WRONG_USAGE, "recipe|picture")

    def test_opens_nothing_outside_its_folder(self):
        (self.folder / "inner").mkdir()
        self.make("style.png", program.gradient(20, 20))
        (self.folder / "inner" / "r.json").write_text('{"recipe":1,"styles":[{"file":"../style.png"},{"file":"/etc/passwd"}]}')
        run = self.run_program("--recipe", "inner/r.json", "--content", "style.png", "--output", "out.png")
        self.assert_refused(run, program.WRONG_USAGE, "the recipe's file passwd is not here")


if __name__ == "__main__":
    program.main()
