package io.volant.rpc.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.volant.rpc.CodecLimits;
import io.volant.rpc.MethodCodec;
import io.volant.rpc.Mistakes;
import io.volant.rpc.RpcService;
import io.volant.rpc.ServiceCodec;
import io.volant.rpc.ServiceDescriptor;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types in modules and class loaders of their own. */
class ModuleAccessTest {
    private static final String SERVICE = """
            package demo.model;
            @io.volant.rpc.RpcService
            public interface Users {
              record User(String name) {}
              class Bean { private int size; }
              class Lost extends Exception { Lost(String message) { super(message); } }
              User change(User user, Bean bean) throws Lost;
            }
            """;

    @TempDir
    Path directory;

    private Path compile(String moduleInfo) throws IOException {
        Path source = directory.resolve("src/demo/model/Users.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SERVICE);
        Path out = directory.resolve("out");
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path"), source.toString()));
        if (!moduleInfo.isEmpty()) {
            Path info = directory.resolve("src/module-info.java");
            Files.writeString(info, moduleInfo);
            arguments.add(info.toString());
            arguments.add("--add-reads=demo.app=ALL-UNNAMED");
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
        return out;
    }

    private Class<?> inModule(String moduleInfo) throws IOException, ClassNotFoundException {
        ModuleFinder finder = ModuleFinder.of(compile(moduleInfo));
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("demo.app"));
        ClassLoader parent = RpcService.class.getClassLoader();
        ModuleLayer.Controller controller =
                ModuleLayer.defineModulesWithOneLoader(configuration, List.of(ModuleLayer.boot()), parent);
        Module module = controller.layer().findModule("demo.app").orElseThrow();
        controller.addReads(module, parent.getUnnamedModule());
        return module.getClassLoader().loadClass("demo.model.Users");
    }

    @Test
    void aModuleThatIsNotOpenedGetsTheLineToAdd() throws Exception {
        Class<?> service = inModule("module demo.app { exports demo.model; }");

        String advice = ": not accessible; add to module demo.app: opens demo.model;";
        assertThat(Codecs.mistakes(service))
                .containsExactly(
                        "change(User, Bean): User" + advice,
                        "change(User, Bean): Bean" + advice,
                        "change(User, Bean): throws Lost" + advice);
    }

    @Test
    void anOpenedModuleIsUsed() throws Exception {
        Class<?> service = inModule("module demo.app { opens demo.model; }");

        assertThat(Codecs.mistakes(service)).isEmpty();
    }

    @Test
    void nothingKeepsTheClassLoaderOfAServiceAlive() throws Exception {
        KryoSerializer serializer = new KryoSerializer(); // outlives the service
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = new WeakReference<>(use(serializer, compile("")), gone);

        Object found = null;
        for (int i = 0; i < 100 && found == null; i++) {
            System.gc();
            found = gone.remove(100);
        }
        assertThat(found).as("class loader collected").isSameAs(loader);
        assertThat(serializer.name()).isEqualTo("volant-kryo/1");
    }

    private static ClassLoader use(KryoSerializer serializer, Path classes) throws Exception {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, RpcService.class.getClassLoader());
        Class<?> service = loader.loadClass("demo.model.Users");
        Mistakes mistakes = new Mistakes(service);
        ServiceCodec codec =
                serializer.compile(ServiceDescriptor.parse(service, mistakes), CodecLimits.defaults(), mistakes);
        mistakes.throwIfAny();
        MethodCodec method = codec.method(0);
        Object[] back = method.decodeArguments(Codecs.payload("01 02 61 01 06"));
        assertThat(method.encodeArguments(back).length()).isEqualTo(5);
        loader.close();
        return loader;
    }
}
