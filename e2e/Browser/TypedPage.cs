using Microsoft.Playwright;

namespace BlazorAspire.Tests.Browser;

/// <summary>A page with fields that Blazor knows nothing of, and what a user left in them.</summary>
internal static class TypedPage
{
    private const string Form = """
        // A library's field: its id is new with each rendering, and it need not be an input.
        const newId = () => `field-${Math.random().toString(36).slice(2)}-${Date.now()}`;
        customElements.define('x-field', class extends HTMLElement { value = ''; });
        document.addEventListener('DOMContentLoaded', () => {
          const box = document.createElement('section');
          box.innerHTML = `
            <form><input name="line" value="as it was"><textarea name="lines"></textarea>
            <input type="checkbox" name="check"><input type="radio" name="choice" value="1" checked><input type="radio" name="choice" value="2">
            <select name="one"><option>x</option><option>y</option></select><select name="many" multiple><option>p</option><option>q</option><option>r</option></select>
            <input type="password" name="secret"><input name="card" autocomplete="cc-number"><div id="free" contenteditable="true">free</div>
            <div data-no-keep><input name="unkept"></div><input name="untouched" value="as it was"></form>
            <form><input name="line"></form><input placeholder="nameless">
            <div id="${newId()}"><input data-field="changing" aria-label="Changing" id="${newId()}"></div><x-field id="${newId()}"></x-field><div data-filler></div>`;
          document.body.append(box);
          box.querySelector('[data-filler]').style.height = '3000px';
        });
        """;

    private const string Read = """
        () => {
          const [first, second] = document.forms;
          const focused = document.activeElement;
          return [first.line.value, first.lines.value, first.check.checked, first.choice.value, first.one.value, [...first.many.selectedOptions].map(option => option.value),
            document.getElementById('free').innerText, second.line.value, document.querySelector('[placeholder=nameless]').value, first.untouched.value,
            `library: ${document.querySelector('[data-field=changing]').value}, ${document.querySelector('x-field').value}`,
            `secrets: ${first.secret.value}${first.card.value}${first.unkept.value}`,
            `focus: ${focused.name} ${focused.selectionStart}-${focused.selectionEnd}`, `scrolled to ${scrollY}`].join('; ');
        }
        """;

    /// <summary>Call it before the page is opened.</summary>
    public static Task AddFormAsync(IPage page) => page.AddInitScriptAsync(Form);

    public static async Task TypeAsync(IPage page)
    {
        await page.FillAsync("form >> nth=0 >> [name=line]", "mine");
        await page.FillAsync("[name=lines]", "two\nlines");
        await page.CheckAsync("[name=check]");
        await page.CheckAsync("[name=choice][value='2']");
        await page.SelectOptionAsync("[name=one]", "y");
        await page.SelectOptionAsync("[name=many]", ["p", "r"]);
        await page.FillAsync("[name=secret]", "a password");
        await page.FillAsync("[name=card]", "a card");
        await page.FillAsync("#free", "mine too");
        await page.FillAsync("[name=unkept]", "not to be kept");
        await page.FillAsync("form >> nth=1 >> [name=line]", "of the second form");
        await page.FillAsync("[placeholder=nameless]", "without a name");
        await page.FillAsync("[data-field=changing]", "by a new id");
        await page.EvaluateAsync("() => { const field = document.querySelector('x-field'); field.value = 'custom'; field.dispatchEvent(new Event('change', { bubbles: true })); }");
        await page.EvaluateAsync("""
            () => {
              const field = document.forms[0].lines;
              field.focus({ preventScroll: true });
              field.setSelectionRange(2, 5);
              scrollTo(0, 700);
            }
            """);
    }

    /// <summary>What must not be kept, as <see cref="TypeAsync"/> leaves it.</summary>
    public const string Secrets = "a passworda cardnot to be kept";

    /// <summary>All is as the user left it. What must not be kept is there in the same page only.</summary>
    public static async Task AssertKeptAsync(IPage page, string secrets = "")
    {
        await page.WaitForFunctionAsync("() => document.forms[0]?.lines.value !== ''");
        Assert.Equal(
            $"mine; two\nlines; true; 2; y; p,r; mine too; of the second form; without a name; as it was; library: by a new id, custom; secrets: {secrets}; focus: lines 2-5; scrolled to 700",
            await page.EvaluateAsync<string>(Read));
    }
}
