package dev.loadstone.operator.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.JseBaseLib;

/** What Argo CD shows of an object, by the health check that is shipped, with no more of Lua than Argo CD opens to it. */
record ArgoHealth(String status, String message) {
    private static final Path SCRIPT = Path.of("../docs/argocd/health.lua");

    static ArgoHealth of(JsonNode object) {
        var globals = new Globals();
        globals.load(new JseBaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        LoadState.install(globals);
        LuaC.install(globals);
        globals.set("obj", lua(object));
        try {
            LuaValue health =
                    globals.load(Files.readString(SCRIPT), "health.lua").call();
            return new ArgoHealth(
                    health.get("status").checkjstring(), health.get("message").checkjstring());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaValue lua(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var table = new LuaTable();
                node.properties().forEach(each -> table.set(each.getKey(), lua(each.getValue())));
                yield table;
            }
            case ARRAY -> {
                var table = new LuaTable();
                for (int i = 0; i < node.size(); i++) {
                    table.set(i + 1, lua(node.get(i)));
                }
                yield table;
            }
            case STRING -> LuaValue.valueOf(node.textValue());
            case NUMBER -> LuaValue.valueOf(node.doubleValue());
            case BOOLEAN -> LuaValue.valueOf(node.booleanValue());
            case NULL, MISSING -> LuaValue.NIL;
            case BINARY, POJO -> throw new IllegalArgumentException("not of JSON: " + node);
        };
    }
}
